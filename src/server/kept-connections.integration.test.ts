import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '#shared/contract/accounts.ts'
import type { AppliedConnections, ExportedConnections, KeptConnection } from '#shared/contract/connection-file.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import type { Problem } from '#shared/errors/problem.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

let server: TestServer
let key: string
beforeAll(async () => {
  server = await makeTestServer()
  await server.start()
  const scopes = ['connections:read', 'connections:write', 'credentials:read']
  const made = await server.call('POST', '/api/page/keys', { name: 'ci', expiresInDays: 1, scopes })
  key = (made.body as CreatedApiKey).key
})
afterAll(() => server.remove())

const call = (method: 'GET' | 'POST', url: string, payload?: object) =>
  server.inject({
    method,
    url,
    headers: { host: 'localhost:4600', authorization: `Bearer ${key}` },
    ...(payload ? { payload } : {}),
  })
const basic = (label: string, values: object = VALUES, more: object = {}) =>
  ({ label, type: 'depot-basic', values, ...more }) as KeptConnection

async function apply(connections: object[], dryRun = false): Promise<AppliedConnections['lines']> {
  const answer = await call('POST', '/api/v1/connections/apply', { connections, dryRun })
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.body).not.toContain('canary')
  return answer.json<AppliedConnections>().lines
}
async function refuse(connections: object[], dryRun = false): Promise<Problem> {
  const answer = await call('POST', '/api/v1/connections/apply', { connections, dryRun })
  expect(answer.statusCode).not.toBe(200)
  expect(answer.body).not.toContain('canary')
  return answer.json<Problem>()
}
async function accounts(): Promise<Account[]> {
  return ((await server.call('GET', '/api/page/accounts')).body as { items: Account[] }).items
}
const exported = async () => (await call('GET', '/api/v1/connections')).json<ExportedConnections>()

describe('connections as code', () => {
  it('are made, and found the same when they are applied again; a dry run writes nothing', async () => {
    const file = [basic('One', VALUES, { shared: true }), basic('Two')]
    expect((await apply(file, true)).map(line => line.outcome)).toEqual(['created', 'created'])
    expect(await accounts()).toEqual([])
    expect(await apply(file)).toMatchObject([
      { label: 'One', type: 'depot-basic', version: 'v1', outcome: 'created', secrets: ['/password'] },
      { label: 'Two', outcome: 'created' },
    ])
    expect((await accounts()).map(({ label, state, shared }) => ({ label, state, shared }))).toEqual([
      { label: 'One', state: 'ok', shared: true },
      { label: 'Two', state: 'ok', shared: false },
    ])
    expect((await apply(file)).map(line => line.outcome)).toEqual(['unchanged', 'unchanged'])
  })

  it('keep a secret that is left out, and name what changes', async () => {
    const { password: _password, ...values } = VALUES
    const lines = await apply([basic('One', { ...values, user: 'bob' }, { shared: false })])
    expect(lines).toMatchObject([{ outcome: 'updated', changes: ['sharing', 'user'], secrets: [] }])
    const [{ id = '' } = {}] = await accounts()
    const read = await call('POST', '/api/v1/credentials/read', { id })
    expect(read.json()).toMatchObject({ value: { user: 'bob', password: VALUES.password } })
    const moved = await refuse([basic('One', { ...values, url: 'http://elsewhere.example/' })])
    expect(moved).toMatchObject({
      code: 'secret_reentry_required',
      errors: [{ pointer: '/connections/0/values/password' }],
    })
  })

  it('are all made, or none: everything that is wrong is told at once, before any connector is asked', async () => {
    const problem = await refuse([
      basic('Three'),
      basic('1st'),
      basic('Three'),
      basic('Four', { user: 'ada' }),
      { ...basic('Five'), type: 'depot-none' },
      { label: 'Two', type: 'depot-plain', values: { url: 'x' } },
    ])
    expect(problem.code).toBe('invalid_label')
    expect(problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/connections/1/label invalid_label',
      '/connections/2/label label_taken',
      '/connections/3/values/url required',
      '/connections/3/values/password required',
      '/connections/4 not_found',
      '/connections/5/label label_taken',
    ])
    expect((await accounts()).map(({ label }) => label)).toEqual(['One', 'Two'])
  })

  it('are not saved when one connector says no to one of them', async () => {
    const before = await exported()
    const wrong = { ...VALUES, password: 'wrong-canary' }
    const problem = await refuse([basic('Three'), basic('Two', wrong), basic('Four', wrong)])
    expect(problem).toMatchObject({
      code: 'validation_failed',
      detail: expect.stringMatching(/^Two: Connection could not.*\nFour: Connection could not/),
      errors: [{ pointer: '/connections/1/values/password' }, { pointer: '/connections/2/values/password' }],
    })
    expect(await exported()).toEqual(before)
  })

  it('are exported with marks in place of secrets, and what was exported changes nothing', async () => {
    const { connections, left } = await exported()
    expect(left).toEqual([])
    expect(connections).toMatchObject([
      {
        label: 'One',
        type: 'depot-basic',
        version: 'v1',
        values: { user: 'bob', password: { $secret: { set: true } } },
      },
      { label: 'Two' },
    ])
    expect((await apply(connections)).map(line => line.outcome)).toEqual(['unchanged', 'unchanged'])
  })

  it('stand in the record of who did what, under the key', async () => {
    const { body } = await server.call('GET', '/api/page/activity')
    const noted = (body as { items: { actor: string; action: string }[] }).items
    const actions = noted
      .filter(({ actor }) => actor.startsWith('key') || actor.includes('ci'))
      .map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['connection-saved', 'connection-updated', 'account-unshared']))
  })
})
