import { createClient, type FlowClient, FlowError } from 'flow-connections/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '#shared/contract/accounts.ts'
import type { CompletedConnect } from '#shared/contract/connect.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const HOST = 'https://editor.example'
const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }
const ALL = ['sessions:create', 'credentials:read', 'uses:write', 'connections:write', 'act-as-user']

let server: TestServer
let flow: FlowClient
let made: CreatedApiKey
let first: string
let second: string
beforeAll(async () => {
  server = await makeTestServer({ deployment: { embedOrigins: [HOST] } })
  await server.start()
  made = await makeKey(ALL)
  flow = clientOf(made.key)
  first = await addFor('ada', 'Depot1')
  second = await addFor('ada', 'Depot2')
})
afterAll(() => server.remove())

async function makeKey(scopes: string[]): Promise<CreatedApiKey> {
  return (await server.call('POST', '/api/page/keys', { name: 'editor', expiresInDays: 1, scopes })).body
}

/** The client as it is published, with the server in this process in place of a network. */
function clientOf(key: string): FlowClient {
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    const { pathname, search } = new URL(String(url))
    const answer = await server.inject({
      method: init.method as 'GET',
      url: pathname + search,
      headers: { host: 'localhost:4600', ...(init.headers as Record<string, string>) },
      ...(init.body ? { payload: String(init.body) } : {}),
    })
    const { statusCode: status, payload } = answer
    return new Response(status === 204 ? null : payload, { status })
  }
  return createClient({ url: 'http://localhost:4600', key, fetch })
}

/** A connection that this user of the host made in the window. */
async function addFor(endUser: string, label: string): Promise<string> {
  const { token } = await flow.startConnectSession({ endUser, origin: HOST })
  const opened = await server.call('POST', '/api/page/connect/open', { token })
  const headers = { 'x-flow-connect': '1', cookie: String(opened.headers['set-cookie']).split(';')[0] ?? '' }
  const body = { type: 'depot-basic', label, values: VALUES }
  const saved = await server.call('POST', '/api/page/connections', body, headers)
  expect(saved.text).toContain('con_')
  const { id: accountId } = saved.body as Account
  const completed = await server.call('POST', '/api/page/connect/complete', { accountId }, headers)
  return (await flow.claimConnectSession({ code: (completed.body as CompletedConnect).code, endUser })).account.id
}

const codeOf = (call: Promise<unknown>) =>
  call.then(() => 'done').catch((error: unknown) => (error instanceof FlowError ? error.code : 'no failure of ours'))

describe('what a host does for its users', () => {
  it('registers what a workflow of theirs uses, and nothing of anybody else', async () => {
    const use = { title: 'Copy a part', ids: [first] }
    expect(await codeOf(flow.declareUses('flow-1', use))).toBe('not_found')
    expect(await codeOf(flow.declareUses('flow-1', { ...use, onBehalfOf: 'eve' }))).toBe('not_found')
    const { uses } = await flow.declareUses('flow-1', { ...use, onBehalfOf: 'ada' })
    expect(uses).toEqual([{ id: first, now: first }])
  })

  it('deletes what nothing uses, and switches before', async () => {
    expect(await codeOf(flow.deleteAccount(first, { onBehalfOf: 'eve' }))).toBe('not_found')
    expect(await codeOf(flow.deleteAccount(first))).toBe('not_found')
    expect(await codeOf(flow.deleteAccount(first, { onBehalfOf: 'ada' }))).toBe('in_use')
    expect(await codeOf(flow.switchUses({ from: first, to: second }))).toBe('not_found')
    expect(await flow.switchUses({ from: first, to: second, onBehalfOf: 'ada' })).toEqual({ switched: 1 })
    expect(await flow.getUses('flow-1')).toEqual({ consumer: 'flow-1', uses: [{ id: first, now: second }] })
    expect(await codeOf(flow.deleteAccount(second, { onBehalfOf: 'ada' }))).toBe('in_use')
    expect(await codeOf(flow.deleteAccount(first, { onBehalfOf: 'ada' }))).toBe('done')
    const read = await flow.readCredential({ id: first, consumer: 'flow-1', onBehalfOf: 'ada' })
    expect(read).toMatchObject({ kind: 'connection', value: { user: 'ada' } })
  })

  it('needs the right to act for somebody else, and the scope of each call', async () => {
    const alone = clientOf((await makeKey(['uses:write', 'connections:write'])).key)
    const use = { title: 'Copy', ids: [second], onBehalfOf: 'ada' }
    expect(await codeOf(alone.declareUses('flow-2', use))).toBe('forbidden')
    expect(await codeOf(alone.switchUses({ from: second, to: second, onBehalfOf: 'ada' }))).toBe('forbidden')
    expect(await codeOf(alone.deleteAccount(second, { onBehalfOf: 'ada' }))).toBe('forbidden')
    const other = clientOf((await makeKey(['act-as-user'])).key)
    expect(await codeOf(other.switchUses({ from: second, to: second }))).toBe('forbidden')
    expect(await codeOf(other.deleteAccount(second))).toBe('forbidden')
  })

  it('leaves a key of another host without any of it', async () => {
    const another = clientOf((await makeKey(ALL)).key)
    const call = another.readCredential({ id: second, onBehalfOf: 'ada' })
    expect(await codeOf(call)).toBe('not_found')
    expect(await codeOf(another.deleteAccount(second, { onBehalfOf: 'ada' }))).toBe('not_found')
  })
})

describe('keys and tokens that are over, foreign or replayed', () => {
  it('are refused with a code, and stand in the record', async () => {
    const { token } = await flow.startConnectSession({ endUser: 'ada', origin: HOST })
    const open = (text: string) => server.call('POST', '/api/page/connect/open', { token: text })
    await open(token)
    expect((await open(token)).body).toMatchObject({ code: 'connect_used' })
    expect((await open('A'.repeat(43))).body).toMatchObject({ code: 'connect_unknown' })
    const claim = { code: 'A'.repeat(43), endUser: 'ada' }
    expect(await codeOf(flow.claimConnectSession(claim))).toBe('connect_unknown')
    const ended = await makeKey(['uses:write'])
    await server.call('DELETE', `/api/page/keys/${ended.apiKey.id}`)
    expect(await codeOf(clientOf(ended.key).getUses('flow-1'))).toBe('unauthorized')
    const guessed = `fck_${'a'.repeat(26)}_${'A'.repeat(43)}`
    expect(await codeOf(clientOf(guessed).getUses('flow-1'))).toBe('unauthorized')
    const { items } = (await server.call('GET', '/api/page/activity?limit=100')).body as {
      items: { action: string; object: string; outcome: string }[]
    }
    const refused = items.filter(({ action }) => action.endsWith('-refused'))
    expect(refused.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
      expect.arrayContaining([
        'connect-refused connect_used',
        'connect-refused connect_unknown',
        'key-refused revoked',
        'key-refused unknown',
      ]),
    )
    expect(refused.find(({ outcome }) => outcome === 'revoked')?.object).toBe(ended.apiKey.id)
  })
})
