import { type BrowserContext, test as base, expect } from 'playwright/test'
import { makeHome, type RunningApp, removeHome, startApp } from './running-app.ts'

/**
 * `app`: one running instance for all tests of a worker; those that name another `instance` get one where nobody saved
 * anything before them. Every page fails its test on console noise or a CSP report.
 */
export const test = base.extend<{ noise: string[] }, { app: RunningApp; instance: string }>({
  instance: ['shared', { option: true, scope: 'worker' }],
  app: [
    async ({ browserName: _browser, instance: _instance }, use) => {
      const home = await makeHome()
      const app = await startApp({ home })
      await use(app)
      await app.stop()
      await removeHome(home)
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  noise: [
    async ({ page, context }, use) => {
      const noise: string[] = []
      await listenForViolations(context, told => noise.push(`policy: ${told}`))
      page.on('console', message => {
        if (['error', 'warning'].includes(message.type())) noise.push(`${message.type()}: ${message.text()}`)
      })
      page.on('pageerror', error => noise.push(`page error: ${error.message}`))
      await use(noise)
      expect(noise.filter(line => !EXPECTED.test(line))).toEqual([])
    },
    { auto: true },
  ],
})

/** What the policies of our pages refuse, in every window of the test: scripts, styles, connections, Trusted Types. */
async function listenForViolations(context: BrowserContext, tell: (told: string) => void): Promise<void> {
  await context.exposeBinding('tellViolation', (_source, told: string) => tell(told))
  await context.addInitScript(() => {
    const { tellViolation } = globalThis as unknown as { tellViolation: (told: string) => void }
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      tellViolation(`${effectiveDirective} ${blockedURI} in ${sourceFile} at ${location.pathname}`)
    })
  })
}

/** Chromium itself reports every answer of 400 and above; the tests look at those answers themselves. */
const EXPECTED = /Failed to load resource: the server responded with a status of 4\d\d/

export { expect }
