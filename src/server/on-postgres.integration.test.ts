import { readdir, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account, AccountPage } from '#shared/contract/accounts.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { HAS_POSTGRES, type PostgresServer, startPostgres } from '#store/fixtures/postgres-server.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

describe.skipIf(!HAS_POSTGRES)('the server on PostgreSQL', () => {
  let postgres: PostgresServer
  let server: TestServer
  let url: string
  beforeAll(async () => {
    postgres = await startPostgres()
    url = await postgres.newPlace()
    server = await makeTestServer({ databaseUrl: url })
    await server.start()
  })
  afterAll(async () => {
    await server?.remove()
    await postgres?.close()
  })

  it('saves, lists and hands out, and keeps it all over a restart, with no file of data in its folder', async () => {
    const body = { type: 'depot-basic', label: 'Kept1', values: VALUES }
    const account = (await server.call('POST', '/api/page/connections', body)).body as Account
    const { key } = (await server.call('POST', '/api/page/keys', { name: 'k', expiresInDays: 1 })).body as CreatedApiKey
    await server.stop()
    await server.start()
    const { items } = (await server.call('GET', '/api/page/accounts')).body as AccountPage
    expect(items).toMatchObject([{ id: account.id, label: 'Kept1', state: 'ok' }])
    const read = (authorization: string) =>
      server.call('POST', '/api/v1/credentials/read', { id: account.id }, { authorization })
    expect((await read(`Bearer ${key}`)).body).toMatchObject({ kind: 'connection', value: VALUES })
    expect((await read(`Bearer ${key.slice(0, -1)}~`)).status).toBe(401)
    expect((await read(`Bearer ${key.slice(0, -43)}${'A'.repeat(43)}`)).status).toBe(401)
    expect(await readdir(server.home)).not.toContain('flow.db')
  })

  it('answers 503 while the database is away, and goes on without a restart', async () => {
    await postgres.stop()
    const away = await server.call('GET', '/api/page/accounts')
    expect(away.body).toMatchObject({ status: 503, code: 'database_unavailable' })
    expect(away.headers).toMatchObject({ 'retry-after': '5' })
    await postgres.start()
    expect((await server.call('GET', '/api/page/accounts')).status).toBe(200)
  })

  it('refuses to start with another key, and writes nothing', async () => {
    await server.stop()
    await writeFile(server.keyFile, 'x'.repeat(32), { mode: 0o600 })
    await expect(server.start()).rejects.toMatchObject({ code: 'wrong_key' })
  })

  it('refuses to start without the database, in one sentence', async () => {
    await postgres.stop()
    await expect(server.start()).rejects.toMatchObject({
      code: 'database_unavailable',
      detail: expect.stringMatching(/^The database .* does not answer\.$/),
    })
  })
})
