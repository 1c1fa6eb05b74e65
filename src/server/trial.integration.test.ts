import { readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type FakeProvider, startFakeProvider } from '#app/logins/fixtures/fake-provider.ts'
import type { ProviderList } from '#shared/contract/logins.ts'
import type { ProviderTrial, StartedTrial } from '#shared/contract/trials.ts'
import { oauthConfig } from './fixtures/depot-oauth.ts'
import { makeTestServer, PAGE_HEADERS, type TestServer } from './fixtures/test-server.ts'

let server: TestServer
let provider: FakeProvider
let providerId: string
beforeAll(async () => {
  provider = await startFakeProvider()
  server = await makeTestServer()
  const folder = join(server.depot, 'auth', 'oauth', 'depot-cloud')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'config.json'), JSON.stringify(oauthConfig(provider.origin)))
  await server.start()
  const entry = { CLIENT_ID: 'depot-client', CLIENT_SECRET: 'canary-secret' }
  await server.app().loadProviders({ text: JSON.stringify({ 'depot-cloud': { Depot: entry } }), fileName: 'o.json' })
  providerId = ((await server.call('GET', '/api/page/providers')).body as ProviderList).items[0]?.id ?? ''
  await server.app().allowHost(new URL(provider.origin).host)
})
afterAll(async () => {
  await server.remove()
  await provider.close()
})

async function openBrowser() {
  const first = await server.inject({ url: '/api/page/session', headers: PAGE_HEADERS })
  const cookie = `fc_sid_4600=${first.cookies[0]?.value}`
  return {
    call: (method: string, url: string, body?: unknown) => server.call(method, url, body, { cookie }),
    visit: (url: string) => server.inject({ url, headers: { host: 'localhost:4600', cookie, accept: 'text/html' } }),
  }
}

type Browser = Awaited<ReturnType<typeof openBrowser>>

async function untilStatus(browser: Browser, id: string, status: ProviderTrial['status']): Promise<ProviderTrial> {
  return vi.waitFor(
    async () => {
      const trial = (await browser.call('GET', `/api/page/trials/${id}`)).body as ProviderTrial
      expect(trial.status, JSON.stringify(trial)).toBe(status)
      return trial
    },
    { timeout: 20_000 },
  )
}

const start = async (browser: Browser) =>
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
