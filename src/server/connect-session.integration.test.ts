import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account, AccountPage } from '#shared/contract/accounts.ts'
import type { ClaimedConnect, CompletedConnect, StartedConnectSession } from '#shared/contract/connect.ts'
import type { ConnectorList } from '#shared/contract/connectors.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { openTestBrowser } from './fixtures/test-browser.ts'
import { makeTestServer, PAGE_HEADERS, type TestServer } from './fixtures/test-server.ts'

const HOST = 'https://editor.example'
const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

let server: TestServer
let key: string
beforeAll(async () => {
  server = await makeTestServer({ deployment: { embedOrigins: [HOST], embedFrames: [HOST] } })
  await server.start()
  const scopes = ['sessions:create', 'credentials:read', 'act-as-user']
  const made = await server.call('POST', '/api/page/keys', { name: 'editor', expiresInDays: 1, scopes })
  key = (made.body as CreatedApiKey).key
})
afterAll(() => server.remove())

const withKey = (url: string, body: unknown, bearer = key) =>
  server.inject({
    method: 'POST',
    url,
    headers: { host: 'localhost:4600', authorization: `Bearer ${bearer}` },
    payload: body as object,
  })
const mint = async (endUser: string, more: object = {}) =>
  (await withKey('/api/v1/connect-sessions', { endUser, origin: HOST, ...more })).json<StartedConnectSession>()

/** Calls as the window makes them, with its own cookie. */
async function openWindow(token: string) {
  const opened = await server.call('POST', '/api/page/connect/open', { token })
  const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? ''
  const call = (method: string, url: string, body?: unknown, headers: Record<string, string> = {}) =>
    server.call(method, url, body, { 'x-flow-connect': '1', cookie, ...headers })
  return { opened, cookie, call }
}

describe('a connect session', () => {
  it('ends with a connection that the user of the host can use, and nobody else sees', async () => {
    const { token } = await mint('ada')
    const { opened, call } = await openWindow(token)
    expect(opened.status).toBe(200)
    expect(String(opened.headers['set-cookie'])).toMatch(/^fc_cns_4600=[\w-]{43}; .*HttpOnly; SameSite=Lax/)
    const saved = await call('POST', '/api/page/connections', { type: 'depot-basic', label: 'Depot1', values: VALUES })
    const { id } = saved.body as Account
    expect(saved.status).toBe(201)
    const completed = (await call('POST', '/api/page/connect/complete', { accountId: id })).body as CompletedConnect
    expect(completed.origin).toBe(HOST)
    expect((await withKey('/api/v1/credentials/read', { id, onBehalfOf: 'ada' })).statusCode).toBe(404)
    const claimed = await withKey('/api/v1/connect-sessions/claim', { code: completed.code, endUser: 'ada' })
    expect(claimed.json<ClaimedConnect>().account).toMatchObject({ id, label: 'Depot1' })
    expect(claimed.headers['cache-control']).toBe('no-store')
    const read = await withKey('/api/v1/credentials/read', { id, onBehalfOf: 'ada' })
    expect(read.json()).toMatchObject({ value: VALUES })
    const page = (await server.call('GET', '/api/page/accounts')).body as AccountPage
    expect(page.items).toEqual([])
    expect((await server.call('GET', `/api/page/connections/${id}`)).status).toBe(404)
  })

  it.each([
    ['GET', '/api/page/keys'],
    ['POST', '/api/page/keys'],
    ['GET', '/api/page/hosts'],
    ['GET', '/api/page/providers'],
    ['POST', '/api/page/preview'],
    ['DELETE', '/api/page/accounts/con_aaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['GET', '/api/page/actions'],
  ])('may not: %s %s', async (method, url) => {
    const { call } = await openWindow((await mint('ada')).token)
    expect((await call(method, url, method === 'POST' ? {} : undefined)).body).toMatchObject({ code: 'forbidden' })
  })

  it('acts with its own cookie only, never with that of whoever uses this browser', async () => {
    const { cookie } = await openTestBrowser(server)
    const answer = await server.call('GET', '/api/page/connectors', undefined, { 'x-flow-connect': '1', cookie })
    expect(answer.body).toMatchObject({ code: 'session_missing' })
    const { cookie: own } = await openWindow((await mint('ada')).token)
    const swapped = own.replace('fc_cns', 'fc_sid')
    const fresh = await server.inject({ url: '/api/page/session', headers: { ...PAGE_HEADERS, cookie: swapped } })
    expect(fresh.cookies[0]?.value).toMatch(/^[\w-]{43}$/)
  })

  it('offers the named connectors and finds no form of another', async () => {
    const { call } = await openWindow((await mint('ada', { connectors: ['other'] })).token)
    expect((await call('GET', '/api/page/connectors')).body as ConnectorList).toEqual({ items: [], broken: [] })
    expect((await call('GET', '/api/page/forms/depot-basic')).status).toBe(404)
    const body = { type: 'depot-basic', label: 'Depot1', values: VALUES }
    expect((await call('POST', '/api/page/connections', body)).status).toBe(404)
  })

  it.each([
    [{}, 'invalid_input'],
    [{ endUser: 'ada', origin: 'https://evil.example' }, 'invalid_input'],
    [{ endUser: '', origin: HOST }, 'invalid_input'],
    [{ endUser: 'ada', origin: HOST, extra: 1 }, 'invalid_input'],
  ])('is not begun by %j', async (body, code) => {
    expect((await withKey('/api/v1/connect-sessions', body)).json()).toMatchObject({ code })
  })

  it('needs a key with the scope', async () => {
    const made = await server.call('POST', '/api/page/keys', { name: 'reader', expiresInDays: 1 })
    const bearer = (made.body as CreatedApiKey).key
    const answer = await withKey('/api/v1/connect-sessions', { endUser: 'ada', origin: HOST }, bearer)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'forbidden'])
    expect((await withKey('/api/v1/connect-sessions', {}, 'fck_none')).statusCode).toBe(401)
  })

  it('keeps the hold of the page that opened the window, and lets only registered frames in', async () => {
    const page = await server.inject({ url: '/connect', headers: { ...PAGE_HEADERS, accept: 'text/html' } })
    expect(page.headers['cross-origin-opener-policy']).toBe('unsafe-none')
    expect(page.headers['content-security-policy']).toContain(`frame-ancestors ${HOST};`)
    expect(page.headers['x-frame-options']).toBeUndefined()
    const other = await server.inject({ url: '/connections', headers: { ...PAGE_HEADERS, accept: 'text/html' } })
    expect(other.headers['content-security-policy']).toContain("frame-ancestors 'none';")
    expect(other.headers['x-frame-options']).toBe('DENY')
  })
})
