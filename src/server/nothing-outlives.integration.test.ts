import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '#app/app.ts'
import type { Account } from '#shared/contract/accounts.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { HAS_POSTGRES, type PostgresServer, startPostgres } from '#store/fixtures/postgres-server.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

const KINDS: [string, boolean][] = [
  ['one file', false],
  ...(HAS_POSTGRES ? [['PostgreSQL', true] as [string, boolean]] : []),
]

describe.each(KINDS)('with two processes on %s, what one of them takes away, the other', (_name, onPostgres) => {
  let postgres: PostgresServer | undefined
  let server: TestServer
  let other: App
  let account: Account
  let made: CreatedApiKey
  beforeAll(async () => {
    postgres = onPostgres ? await startPostgres() : undefined
    const place = postgres ? { databaseUrl: await postgres.newPlace() } : {}
    server = await makeTestServer(place)
    await server.start()
    other = await server.openBeside()
    const body = { type: 'depot-basic', label: 'Depot1', values: VALUES }
    account = (await server.call('POST', '/api/page/connections', body)).body as Account
  })
  afterAll(async () => {
    await other?.close()
    await server?.remove()
    await postgres?.close()
  })
  const read = () =>
    server.call('POST', '/api/v1/credentials/read', { id: account.id }, { authorization: `Bearer ${made.key}` })
  const warm = async () => {
    for (let n = 0; n < 3; n++) expect((await read()).status).toBe(200)
  }

  it('refuses with the very next read: a key, and then the connection', async () => {
    made = (await server.call('POST', '/api/page/keys', { name: 'a', expiresInDays: 1 })).body as CreatedApiKey
    await warm()
    await other.revokeApiKey(made.apiKey.id)
    expect((await read()).body).toMatchObject({ status: 401 })
    made = (await server.call('POST', '/api/page/keys', { name: 'b', expiresInDays: 1 })).body as CreatedApiKey
    await warm()
    await other.deleteAccount(account.id)
    expect((await read()).body).toMatchObject({ status: 404 })
  })

  it('refuses with the very next request: a session', async () => {
    const app = server.app()
    const opened = await app.openSession(undefined)
    const cookie = opened.newCookie
    expect(await app.findSession(cookie)).toMatchObject({ sessionHash: opened.sessionHash })
    await other.signOut(opened, false)
    expect(await app.findSession(cookie)).toBeUndefined()
  })
})
