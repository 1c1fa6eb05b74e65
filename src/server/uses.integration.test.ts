import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account, AccountPage } from '#shared/contract/accounts.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

let server: TestServer
let made: CreatedApiKey
const saved: Account[] = []
beforeAll(async () => {
  server = await makeTestServer()
  await server.start()
  for (const label of ['Old', 'New']) {
    const values = { ...VALUES, user: label }
    const answer = await server.call('POST', '/api/page/connections', { type: 'depot-basic', label, values })
    saved.push(answer.body as Account)
  }
  const key = { name: 'engine', expiresInDays: 30 }
  made = (await server.call('POST', '/api/page/keys', key)).body as CreatedApiKey
})
afterAll(() => server.remove())

const engine = (method: string, url: string, body?: unknown) =>
  server.call(method, url, body, { authorization: `Bearer ${made.key}` })
const idOf = (n: number) => saved[n]?.id ?? ''

describe('uses of a connection', () => {
  it('are declared by the engine and shown to its owner', async () => {
    const title = 'Nightly import'
    const told = await engine('PUT', '/api/v1/uses/flow-1', { title, owner: 'ada', ids: [idOf(0)] })
    expect(told.body).toEqual({ consumer: 'flow-1', uses: [{ id: idOf(0), now: idOf(0) }] })
    const shown = await server.call('GET', `/api/page/accounts/${idOf(0)}/uses`)
    expect(shown.body).toEqual({ items: [{ consumer: 'flow-1', title, owner: 'ada' }], more: 0 })
    expect((await engine('PUT', '/api/v1/uses/flow-2', { title, ids: [idOf(0)] })).status).toBe(200)
  })

  it('are counted in the list', async () => {
    const list = (await server.call('GET', '/api/page/accounts')).body as AccountPage
    expect(list.items.map(({ label, uses }) => [label, uses])).toEqual([
      ['New', undefined],
      ['Old', 2],
    ])
  })

  it('are refused for an entry that is not there, without a key, and with a wrong body', async () => {
    const unknown = { title: 'x', ids: ['con_aaaaaaaaaaaaaaaaaaaaaaaaaa'] }
    expect((await engine('PUT', '/api/v1/uses/flow-1', unknown)).body).toMatchObject({ code: 'not_found' })
    expect((await server.call('PUT', '/api/v1/uses/flow-1', unknown)).status).toBe(401)
    expect((await engine('PUT', '/api/v1/uses/flow-1', { ids: [] })).status).toBe(422)
  })

  it('keep it from being deleted, and are named', async () => {
    const refused = await server.call('DELETE', `/api/page/accounts/${idOf(0)}`)
    expect(refused.body).toMatchObject({ code: 'in_use', status: 409, detail: expect.stringMatching(/Nightly import/) })
  })

  it('move to another one of the same service that passes its test, and the engine is told and served', async () => {
    const wrong = await server.call('POST', `/api/page/accounts/${idOf(0)}/switch`, { to: idOf(0) })
    expect(wrong.body).toMatchObject({ code: 'invalid_input' })
    const done = await server.call('POST', `/api/page/accounts/${idOf(0)}/switch`, { to: idOf(1) })
    expect(done.body).toEqual({ switched: 2 })
    expect((await engine('GET', '/api/v1/uses/flow-1')).body).toMatchObject({ uses: [{ id: idOf(0), now: idOf(1) }] })
    const read = (body: object) => engine('POST', '/api/v1/credentials/read', body)
    expect((await read({ id: idOf(0), consumer: 'flow-1' })).body).toMatchObject({ value: { user: 'New' } })
    expect((await read({ id: idOf(0), consumer: 'flow-9' })).body).toMatchObject({ value: { user: 'Old' } })
    expect((await server.call('DELETE', `/api/page/accounts/${idOf(0)}`)).status).toBe(204)
    expect((await read({ id: idOf(0), consumer: 'flow-1' })).body).toMatchObject({ value: { user: 'New' } })
  })
})

describe('sharing', () => {
  it('is switched on and off, and shown', async () => {
    const share = (shared: boolean) => server.call('PUT', `/api/page/accounts/${idOf(1)}/sharing`, { shared })
    expect((await share(true)).body).toMatchObject({ id: idOf(1), shared: true })
    expect((await share(true)).status).toBe(200)
    expect((await share(false)).body).toMatchObject({ shared: false })
    const other = await server.call('PUT', '/api/page/accounts/con_aaaaaaaaaaaaaaaaaaaaaaaaaa/sharing', {
      shared: true,
    })
    expect(other.status).toBe(404)
  })
})

describe('the record of a connection', () => {
  it('says who got it for which workflow, and what its owner did', async () => {
    await engine('POST', '/api/v1/credentials/read', { id: idOf(1), consumer: 'flow-7' })
    const { body, text } = await server.call('GET', `/api/page/accounts/${idOf(1)}/record`)
    const items = (body as { items: { action: string }[] }).items
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'credential-released', actor: 'engine', reason: 'flow-7', count: 1 }),
    )
    expect(items.at(-1)).toMatchObject({ action: 'connection-saved', actor: 'you' })
    expect(text).not.toContain('canary')
    const other = await server.call('GET', '/api/page/accounts/con_aaaaaaaaaaaaaaaaaaaaaaaaaa/record')
    expect(other.status).toBe(404)
  })
})

describe('a key with a limit of its own', () => {
  it('reads so many credentials a second', async () => {
    const body = { name: 'slow', expiresInDays: 1, readsPerSecond: 1 }
    const slow = (await server.call('POST', '/api/page/keys', body)).body as CreatedApiKey
    expect(slow.apiKey.readsPerSecond).toBe(1)
    const headers = { authorization: `Bearer ${slow.key}` }
    const read = () => server.call('POST', '/api/v1/credentials/read', { id: idOf(1) }, headers)
    const statuses = (await Promise.all(Array.from({ length: 40 }, read))).map(answer => answer.status)
    expect(statuses).toContain(429)
  })
})
