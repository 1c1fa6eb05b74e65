import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeProvider, startFakeProvider } from '#app/logins/fixtures/fake-provider.ts'
import type { Account } from '#shared/contract/accounts.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import type { AttemptStatus, Consent, StartedAttempt } from '#shared/contract/logins.ts'
import { loadDepotLogin, writeDepotLogin } from './fixtures/depot-oauth.ts'
import { openTestBrowser, type TestBrowser } from './fixtures/test-browser.ts'
import { makeTestServer, ORIGIN, type TestServer } from './fixtures/test-server.ts'

let server: TestServer
let provider: FakeProvider
let providerId: string
beforeAll(async () => {
  provider = await startFakeProvider()
  server = await makeTestServer()
  await writeDepotLogin(server.depot, provider.origin)
  await server.start()
  providerId = await loadDepotLogin(server)
})
afterAll(async () => {
  await server.remove()
  await provider.close()
})

const openBrowser = () => openTestBrowser(server)

async function start(browser: TestBrowser, more: object = {}): Promise<StartedAttempt> {
  const body = { providerId, scopes: ['openid'], inputs: {}, purpose: 'new', mode: 'popup', ...more }
  return (await browser.call('POST', '/api/page/oauth/attempts', body)).body as StartedAttempt
}

/** Goes to the service and gives back the address it answers to. */
async function signIn(browser: TestBrowser, startUrl: string): Promise<string> {
  const sent = await browser.visit(startUrl)
  expect([sent.statusCode, sent.headers['referrer-policy'], sent.headers['cache-control']]).toEqual([
    303,
    'no-referrer',
    'no-store',
  ])
  return `${ORIGIN}/oauth/return/depot-cloud/depot?${provider.signIn(String(sent.headers.location))}`
}

describe('a sign-in through the server', () => {
  it('goes from the consent to a token that an engine can read', async () => {
    const browser = await openBrowser()
    const consent = (await browser.call('GET', `/api/page/providers/${providerId}/consent`)).body as Consent
    expect(consent.scopes).toMatchObject([{ value: 'openid', text: 'Know who you are', ticked: true }])
    const { id, startUrl } = await start(browser)
    const returned = await browser.visit(await signIn(browser, startUrl))
    expect([returned.statusCode, returned.headers.location]).toEqual([303, `${ORIGIN}/oauth/done/${id}`])
    const done = await browser.visit(`/oauth/done/${id}`)
    expect(done.payload).toContain(`data-attempt-id="${id}"`)
    expect(done.headers['content-security-policy']).toMatch(/script-src 'sha256-[\w+/=]+'; style-src/)
    const granted = (await browser.call('GET', `/api/page/oauth/attempts/${id}`)).body as AttemptStatus
    expect(granted).toMatchObject({ status: 'granted', suggestedLabel: 'Depot1' })
    const added = await browser.call('POST', '/api/page/logins', { attemptId: id, label: 'Depot1', inputs: {} })
    expect(added.body).toMatchObject({ kind: 'login', state: 'ok', typeLabel: 'OAuth · Depot', testable: true })
    const made = (await browser.call('POST', '/api/page/keys', { name: 'k', expiresInDays: 1 })).body as CreatedApiKey
    const read = await server.call(
      'POST',
      '/api/v1/credentials/read',
      { id: (added.body as Account).id },
      { authorization: `Bearer ${made.key}` },
    )
    expect(read.body).toMatchObject({ kind: 'oauth2', value: expect.stringMatching(/^canary-access-/) })
    expect(read.text).not.toContain('canary-refresh')
  })

  it('goes on from an answer that the service posts, once, with the cookie of this browser', async () => {
    const browser = await openBrowser()
    const { id, startUrl } = await start(browser)
    const [path = '', payload = ''] = (await signIn(browser, startUrl)).replace(ORIGIN, '').split('?')
    const headers = { host: 'localhost:4600', 'content-type': 'application/x-www-form-urlencoded' }
    const foreign = { origin: 'https://id.depot.example', 'sec-fetch-site': 'cross-site' }
    const posted = await server.inject({ method: 'POST', url: path, headers: { ...headers, ...foreign }, payload })
    expect([posted.statusCode, posted.headers.location]).toEqual([303, expect.stringMatching(/\?held=[\w-]{22}$/)])
    expect(posted.cookies).toEqual([])
    const held = String(posted.headers.location)
    const other = await openBrowser()
    const returned = await browser.visit(held, { 'sec-fetch-site': 'cross-site' })
    expect([returned.statusCode, returned.headers.location]).toEqual([303, `${ORIGIN}/oauth/done/${id}`])
    expect((await other.visit(held)).statusCode).toBe(400)
    const big = await server.inject({ method: 'POST', url: path, headers, payload: `a=${'x'.repeat(8_192)}` })
    expect(big.statusCode).toBe(413)
  })

  it('goes on from an address that is pasted in the page of this browser', async () => {
    const browser = await openBrowser()
    const { id, startUrl } = await start(browser)
    const text = await signIn(browser, startUrl)
    const other = await openBrowser()
    expect((await other.call('POST', `/api/page/oauth/attempts/${id}/return`, { text })).status).toBe(404)
    const wrong = await browser.call('POST', `/api/page/oauth/attempts/${id}/return`, { text: 'it failed' })
    expect([wrong.status, wrong.body]).toEqual([422, expect.objectContaining({ code: 'invalid_input' })])
    const taken = await browser.call('POST', `/api/page/oauth/attempts/${id}/return`, { text })
    expect([taken.status, taken.body]).toEqual([200, expect.objectContaining({ id, status: 'granted' })])
  })

  it('refuses the callback in a second browser and takes it in the first', async () => {
    const [first, second] = [await openBrowser(), await openBrowser()]
    const { id, startUrl } = await start(first)
    const callback = await signIn(first, startUrl)
    const stolen = await second.visit(callback)
    expect(stolen.statusCode).toBe(403)
    expect(stolen.payload).toContain('This sign-in began in another browser')
    expect((await second.call('GET', `/api/page/oauth/attempts/${id}`)).status).toBe(404)
    expect((await first.visit(callback)).statusCode).toBe(303)
  })

  it('starts only where it was asked for, and only once', async () => {
    const [first, second] = [await openBrowser(), await openBrowser()]
    const { startUrl } = await start(first)
    expect((await second.visit(startUrl)).statusCode).toBe(403)
    expect((await first.visit(startUrl)).statusCode).toBe(303)
    expect((await first.visit(startUrl)).statusCode).toBe(409)
  })

  it('does not start when another site leads there, and is not used up by that', async () => {
    const browser = await openBrowser()
    const { startUrl } = await start(browser)
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect((await browser.visit(startUrl, { 'sec-fetch-site': site })).statusCode).toBe(403)
    }
    expect((await browser.visit(startUrl, { 'sec-fetch-site': 'same-origin' })).statusCode).toBe(303)
  })

  it('says in words what the service refused', async () => {
    const browser = await openBrowser()
    const { id, startUrl } = await start(browser)
    const sent = await browser.visit(startUrl)
    const state = new URL(String(sent.headers.location)).searchParams.get('state')
    await browser.visit(`/oauth/return/depot-cloud/depot?error=access_denied&state=${state}`)
    const status = (await browser.call('GET', `/api/page/oauth/attempts/${id}`)).body as AttemptStatus
    expect(status).toMatchObject({ status: 'failed', error: { code: 'server_denied' } })
    const done = await browser.visit(`/oauth/done/${id}`)
    expect(done.payload).toContain('Not signed in')
  })

  it('comes back to the page that asked, and to none elsewhere', async () => {
    const browser = await openBrowser()
    const { startUrl } = await start(browser, { mode: 'page', returnPath: '/add?step=2' })
    const back = await browser.visit(await signIn(browser, startUrl))
    expect(back.headers.location).toBe(`${ORIGIN}/add?step=2`)
  })

  it('leaves no token, code or state in the log', () => {
    const log = server.logged.join()
    expect(log).not.toMatch(/canary|state=|code=/)
    expect(log).toContain('/oauth/return/depot-cloud/depot')
  })

  it('lets nobody start without end', async () => {
    const browser = await openBrowser()
    const answers = []
    for (let n = 0; n < 11; n++) {
      const body = { providerId, scopes: ['openid'], inputs: {}, purpose: 'new', mode: 'popup' }
      answers.push((await browser.call('POST', '/api/page/oauth/attempts', body)).status)
    }
    expect(answers).toEqual([...Array<number>(10).fill(201), 429])
  })
})
