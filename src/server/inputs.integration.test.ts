import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '#shared/contract/accounts.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }
const ACTION = {
  name: 'depot-list-bins',
  label: 'List bins',
  input: {
    type: 'object',
    required: ['connection'],
    properties: {
      connection: { type: 'string', title: 'Connection', connection: 'depot-basic' },
      other: { type: 'string', title: 'Other', connection: 'depot-basic' },
      bin: { type: 'string', title: 'Bin' },
    },
  },
}

let server: TestServer
let id: string
let key: string
beforeAll(async () => {
  server = await makeTestServer()
  const folder = join(server.depot, 'action', 'list-bins', 'v1')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'action.json'), JSON.stringify(ACTION))
  await server.start()
  const body = { type: 'depot-basic', label: 'Depot1', values: VALUES }
  id = ((await server.call('POST', '/api/page/connections', body)).body as Account).id
  key = ((await server.call('POST', '/api/page/keys', { name: 'e', expiresInDays: 1 })).body as CreatedApiKey).key
})
afterAll(() => server.remove())

const resolve = (body: unknown, with_ = key) =>
  server.call('POST', '/api/v1/inputs/resolve', body, { authorization: `Bearer ${with_}` })

describe('POST /api/v1/inputs/resolve', () => {
  it('fills in what a picker stands for, and leaves the rest as it is', async () => {
    const answer = await resolve({ action: ACTION.name, input: { connection: id, bin: 'A7' } })
    expect(answer.body).toEqual({ input: { connection: VALUES, bin: 'A7', $auth: {} } })
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' })
  })

  it.each([
    [{ action: 'none', input: {} }, 'not_found'],
    [{ action: ACTION.name, input: {} }, 'invalid_input'],
    [{ action: ACTION.name, input: { connection: 5 } }, 'invalid_input'],
    [{ action: ACTION.name, input: { connection: 'con_aaaaaaaaaaaaaaaaaaaaaaaaaa' } }, 'not_found'],
    [{ input: {} }, 'invalid_input'],
  ])('refuses %j with %s', async (body, code) => {
    expect((await resolve(body)).body).toMatchObject({ code })
  })

  it('needs a key', async () => {
    expect((await resolve({}, 'x')).body).toMatchObject({ status: 401 })
  })
})

describe('for whatever watches the server', () => {
  it('it is ready while its data can be read', async () => {
    expect((await server.call('GET', '/readyz')).body).toEqual({ status: 'ready' })
  })

  it('its figures are there for Prometheus, and every release is on record', async () => {
    const { text } = await server.call('GET', '/metrics')
    expect(text).toMatch(/^# HELP flow_credential_reads_total .*\n# TYPE flow_credential_reads_total counter\n/)
    expect(Number(/\nflow_credential_reads_total (\d+)\n/.exec(text)?.[1])).toBeGreaterThan(0)
    expect(text).not.toContain('canary')
    expect(await server.app().verifyAudit()).toMatchObject({ faults: [] })
  })
})
