import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { resetKeys } from '#app/keys/reset-keys.ts'
import { parseConfig } from '#config/config.ts'
import type { Account, AccountPage } from '#shared/contract/accounts.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

let server: TestServer
beforeAll(async () => {
  server = await makeTestServer()
  await server.start()
})
afterAll(() => server.remove())

it('an entry whose key was lost says what it needs, to its owner and to an engine, and works again once it was entered', async () => {
  const body = { type: 'depot-basic', label: 'Depot1', values: VALUES }
  const { id } = (await server.call('POST', '/api/page/connections', body)).body as Account
  const kept = { type: 'depot-basic', label: 'Depot2', values: VALUES }
  await server.call('POST', '/api/page/connections', kept)
  const scopes = ['credentials:read', 'connections:write']
  const made = await server.call('POST', '/api/page/keys', { name: 'engine', expiresInDays: 30, scopes })
  const { key } = made.body as CreatedApiKey
  const auth = { authorization: `Bearer ${key}` }
  const read = () => server.call('POST', '/api/v1/credentials/read', { id }, auth)
  expect((await read()).status).toBe(200)

  await server.stop()
  await rm(server.keyFile)
  await resetKeys(parseConfig({ options: { data: server.home }, env: { FLOW_KEY_FILE: server.keyFile } }))
  await server.start()

  const [account] = ((await server.call('GET', '/api/page/accounts')).body as AccountPage).items
  expect(account).toMatchObject({
    label: 'Depot1',
    state: 'needs reconnect',
    message: expect.stringContaining('Enter it again'),
  })
  expect(await read()).toMatchObject({ status: 409, body: { code: 'needs_reconnect', next: { reconnect: id } } })
  expect(await server.call('GET', `/api/page/connections/${id}`)).toMatchObject({ body: { code: 'unreadable' } })
  const update = { label: 'Depot1', values: VALUES }
  const version = { 'if-match': `"${account?.rowVersion}"` }
  expect(await server.call('PUT', `/api/page/connections/${id}`, update, version)).toMatchObject({ status: 200 })
  expect((await read()).status).toBe(200)

  const file = { connections: [kept], dryRun: false }
  const applied = await server.call('POST', '/api/v1/connections/apply', file, auth)
  expect(applied).toMatchObject({ status: 200, body: { lines: [{ label: 'Depot2', outcome: 'updated' }] } })
  const states = ((await server.call('GET', '/api/page/accounts')).body as AccountPage).items
  expect(states.map(({ state }) => state)).toEqual(['ok', 'ok'])
})
