import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { build } from 'vite'
import { APP_HEADERS } from '#server/security-headers.ts'
import type { JsonObject } from '#shared/json.ts'
import type { PageAnswer } from './page-judge.ts'
import type { VerdictForm } from './read-forms.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

export interface PageJudge {
  judge(form: VerdictForm, sets: readonly JsonObject[]): Promise<PageAnswer[]>
  /** Whatever the browser complained of. */
  complaints: string[]
}

/** The page's own judge in a browser, under the page's headers, at the address of a running server. */
export async function openPageJudge(browser: Browser, url: string): Promise<PageJudge> {
  const script = await buildScript()
  const context = await browser.newContext({ baseURL: url, locale: 'en-US' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => complaints.push(message.text()))
  await serve(page, script)
  await page.goto('/verdict')
  await page.waitForFunction('typeof judgeOnPage === "function"')
  return {
    complaints,
    async judge({ type }, sets) {
      const call = `judgeOnPage(${JSON.stringify(type)}, ${JSON.stringify(JSON.stringify(sets))})`
      return JSON.parse(await page.evaluate<string>(call)) as PageAnswer[]
    },
  }
}

async function serve(page: Page, script: string): Promise<void> {
  const html = '<!doctype html><title>Verdict</title><script type="module" src="/verdict.js"></script>'
  const send = (type: string, body: string) => ({ headers: { ...APP_HEADERS, 'Content-Type': type }, body })
  await page.route('/verdict', route => route.fulfill(send('text/html', html)))
  await page.route('/verdict.js', route => route.fulfill(send('text/javascript', script)))
}

/** The module as the page's own build would make it. */
async function buildScript(): Promise<string> {
  const built = await build({
    root: ROOT,
    logLevel: 'error',
    build: {
      write: false,
      manifest: false,
      lib: { entry: join(import.meta.dirname, 'page-judge.ts'), formats: ['es'], fileName: 'verdict' },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const [first] = [built].flat()
  const chunk = first && 'output' in first ? first.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new TypeError('vite built nothing')
  return chunk.code
}
