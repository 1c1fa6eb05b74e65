import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '#shared/contract/accounts.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { openTestBrowser } from './fixtures/test-browser.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

let server: TestServer
let account: Account
let made: CreatedApiKey
beforeAll(async () => {
  server = await makeTestServer()
  await server.start()
  const body = { type: 'depot-basic', label: 'Depot1', values: VALUES }
  account = (await server.call('POST', '/api/page/connections', body)).body as Account
  made = (await server.call('POST', '/api/page/keys', { name: 'engine', expiresInDays: 30 })).body as CreatedApiKey
})
afterAll(() => server.remove())

const read = (body: unknown, key: string = made.key) =>
  server.call('POST', '/api/v1/credentials/read', body, { authorization: `Bearer ${key}` })

describe('reading a credential', () => {
  it('gives what an action receives: the unwrapped handle', async () => {
    const answer = await read({ id: account.id })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      kind: 'connection',
      value: VALUES,
      expiresAt: null,
      credVersion: 1,
      auth: { scope: null, params: {}, account: null },
    })
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' })
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it.each(['depot', 'depot-basic'])('finds it by label and "%s"', async connector => {
    expect((await read({ connector, label: 'Depot1' })).body).toMatchObject({ value: VALUES })
  })

  it('answers a list with problems in place', async () => {
    const { body } = await read([{ id: account.id }, { id: 'con_x' }, { label: 'Depot1' }])
    expect(body).toMatchObject([{ value: VALUES }, { code: 'not_found', status: 404 }, { code: 'invalid_input' }])
  })

  it.each([
    [{ id: 'con_aaaaaaaaaaaaaaaaaaaaaaaaaa' }, 'not_found'],
    [{ connector: 'depot', label: 'Other' }, 'not_found'],
    [{ connector: 'depot' }, 'invalid_input'],
    [{}, 'invalid_input'],
    [{ id: 5 }, 'invalid_input'],
    [{ id: 'x', extra: 1 }, 'invalid_input'],
    [{ connector: 'depot', label: 'Depot1', owner: 'usr_aaaaaaaaaaaaaaaaaaaaaaaaaa' }, 'forbidden'],
  ])('refuses %j with %s', async (body, code) => {
    expect((await read(body)).body).toMatchObject({ code })
  })
})

describe('an API key', () => {
  it('is shown once', async () => {
    const listed = await server.call('GET', '/api/page/keys')
    expect(listed.text).toContain(made.apiKey.id)
    expect(listed.text).not.toContain(made.key.slice(-20))
    expect(made.key).toMatch(/^fck_[a-z2-7]{26}_[\w-]{43}$/)
  })

  it.each([
    ['no key', undefined],
    ['another word', 'Basic YTpi'],
    ['a key nobody made', `Bearer fck_${'a'.repeat(26)}_${'A'.repeat(43)}`],
  ])('is needed: %s', async (_name, authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
    const answer = await server.call('POST', '/api/v1/credentials/read', { id: account.id }, headers)
    expect(answer.body).toMatchObject({ status: 401, code: 'unauthorized' })
  })

  it('is asked for before the body is read', async () => {
    const answer = await server.call('POST', '/api/v1/credentials/read', { nonsense: true })
    expect(answer.body).toMatchObject({ code: 'unauthorized' })
  })

  it('opens nothing of the page, and a cookie opens nothing here', async () => {
    const { cookie } = await openTestBrowser(server)
    expect((await server.call('POST', '/api/v1/credentials/read', { id: account.id }, { cookie })).status).toBe(401)
  })

  it('works no more once it is revoked', async () => {
    const other = (await server.call('POST', '/api/page/keys', { name: 'x', expiresInDays: null }))
      .body as CreatedApiKey
    expect((await read({ id: account.id }, other.key)).status).toBe(200)
    expect((await server.call('DELETE', `/api/page/keys/${other.apiKey.id}`)).status).toBe(204)
    expect((await read({ id: account.id }, other.key)).body).toMatchObject({ status: 401, code: 'unauthorized' })
    expect((await server.call('DELETE', `/api/page/keys/${other.apiKey.id}`)).status).toBe(404)
  })

  it('is replaced without an outage: both work until the old one ends, and the new one has its name and scopes', async () => {
    const old = (await server.call('POST', '/api/page/keys', { name: 'old', expiresInDays: 10 })).body as CreatedApiKey
    const rotate = (id: string, overlapHours: number) =>
      server.call('POST', `/api/page/keys/${id}/rotate`, { overlapHours })
    const next = (await rotate(old.apiKey.id, 1)).body as CreatedApiKey
    expect(next.apiKey).toMatchObject({ name: 'old', scopes: old.apiKey.scopes })
    for (const key of [old.key, next.key]) expect((await read({ id: account.id }, key)).status).toBe(200)
    const last = (await rotate(next.apiKey.id, 0)).body as CreatedApiKey
    expect((await read({ id: account.id }, next.key)).body).toMatchObject({ code: 'unauthorized' })
    expect((await read({ id: account.id }, last.key)).status).toBe(200)
    expect((await rotate(next.apiKey.id, 1)).status).toBe(404)
    expect((await rotate('key_aaaaaaaaaaaaaaaaaaaaaaaaaa', 1)).status).toBe(404)
    expect((await rotate(last.apiKey.id, 721)).body).toMatchObject({ code: 'invalid_input' })
  })

  it('takes no scope that is none, and no page makes one without a name', async () => {
    const make = (more: object) => server.call('POST', '/api/page/keys', { name: 'x', expiresInDays: 1, ...more })
    for (const scopes of [[], ['admin'], ['credentials:read', 'credentials:read'], 'credentials:read']) {
      expect((await make({ scopes })).body).toMatchObject({ code: 'invalid_input' })
    }
    expect((await make({ name: '' })).body).toMatchObject({ code: 'invalid_input' })
  })
})
