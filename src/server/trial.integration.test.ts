import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type FakeProvider, startFakeProvider } from '#app/logins/fixtures/fake-provider.ts'
import type { ProviderTrial, StartedTrial } from '#shared/contract/trials.ts'
import { loadDepotLogin, writeDepotLogin } from './fixtures/depot-oauth.ts'
import { openTestBrowser, type TestBrowser } from './fixtures/test-browser.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

let server: TestServer
let provider: FakeProvider
let providerId: string
beforeAll(async () => {
  provider = await startFakeProvider()
  server = await makeTestServer()
  await writeDepotLogin(server.depot, provider.origin)
  await server.start()
  providerId = await loadDepotLogin(server)
  await server.app().allowHost(new URL(provider.origin).host)
})
afterAll(async () => {
  await server.remove()
  await provider.close()
})

const openBrowser = () => openTestBrowser(server)

async function untilStatus(browser: TestBrowser, id: string, status: ProviderTrial['status']): Promise<ProviderTrial> {
  return vi.waitFor(
    async () => {
      const trial = (await browser.call('GET', `/api/page/trials/${id}`)).body as ProviderTrial
      expect(trial.status, JSON.stringify(trial)).toBe(status)
      return trial
    },
    { timeout: 20_000 },
  )
}

const start = async (browser: TestBrowser) =>
  ((await browser.call('POST', `/api/page/providers/${providerId}/trial`, {})).body as StartedTrial).id
const folders = () => readdirSync(join(server.home, 'cache')).filter(name => name.startsWith('trial-'))

describe('Try sign-in', () => {
  it('shows every step of the dance redacted, and saves nothing', async () => {
    const browser = await openBrowser()
    const id = await start(browser)
    const { go } = await untilStatus(browser, id, 'person')
    const answer = provider.signIn(go?.url ?? '')
    const returned = await browser.visit(`/oauth/return/depot-cloud/depot?${answer}`)
    expect(returned.headers.location).toBe(`http://localhost:4600/providers?trial=${id}`)
    const { steps, error } = await untilStatus(browser, id, 'ended')
    expect([error, steps.map(({ step, outcome }) => `${step} ${outcome}`)]).toEqual([
      undefined,
      ['sign-in ok', 'tokens ok', 'validate ok', 'refresh ok', 'validate ok', 'revoke none'],
    ])
    const text = JSON.stringify(steps)
    expect(text).toContain('"client_id":"depot-client"')
    expect(text).not.toContain('canary')
    expect((await browser.call('GET', '/api/page/accounts')).body).toMatchObject({ items: [] })
    await vi.waitFor(() => expect(folders()).toEqual([]))
  })

  it('belongs to the browser that began it, and is given up when it is ended', async () => {
    const browser = await openBrowser()
    const other = await openBrowser()
    const id = await start(browser)
    const { go } = await untilStatus(browser, id, 'person')
    expect((await other.call('GET', `/api/page/trials/${id}`)).status).toBe(404)
    const stolen = await other.visit(`/oauth/return/depot-cloud/depot?${provider.signIn(go?.url ?? '')}`)
    expect(stolen.statusCode).toBeGreaterThanOrEqual(400)
    expect((await browser.call('DELETE', `/api/page/trials/${id}`)).status).toBe(204)
    const { steps } = await untilStatus(browser, id, 'ended')
    expect(steps).toMatchObject([{ step: 'sign-in', outcome: 'failed', detail: 'The trial was ended.' }])
  })

  it('is refused for a provider that is not there', async () => {
    const browser = await openBrowser()
    const answer = await browser.call('POST', '/api/page/providers/prv_aaaaaaaaaaaaaaaaaaaaaaaaaa/trial', {})
    expect(answer.body).toMatchObject({ code: 'not_found' })
  })
})
