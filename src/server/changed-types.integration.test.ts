import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account, ConnectionDetail } from '#shared/contract/accounts.ts'
import { BASIC, BASIC_CODE, writeType } from './fixtures/depot-connector.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

let server: TestServer
let account: Account
beforeEach(async () => {
  server = await makeTestServer()
  await server.start()
  const body = { type: 'depot-basic', label: 'Depot1', values: VALUES }
  account = (await server.call('POST', '/api/page/connections', body)).body as Account
})
afterEach(() => server.remove())

const get = () => server.call('GET', `/api/page/connections/${account.id}`)
const test = () => server.call('POST', `/api/page/accounts/${account.id}/test`)
const put = (values: object, { rowVersion } = account) =>
  server.call(
    'PUT',
    `/api/page/connections/${account.id}`,
    { label: 'Depot1', values },
    { 'if-match': `"${rowVersion}"` },
  )
const listed = async () => {
  const { body } = await server.call('GET', '/api/page/accounts')
  return (body as { items: Account[] }).items[0]
}
async function change(write: () => Promise<unknown>): Promise<void> {
  await server.stop()
  await write()
  await server.start()
}
const writeBasic = (version: string, changes: object) =>
  writeType(server.depot, {
    name: 'basic',
    version,
    document: { ...BASIC, version, ...changes },
    code: BASIC_CODE.replace('input.password })', `input.password, made: '${version}' })`),
  })

describe('a saved connection whose type changed', () => {
  it('is edited in the form that is offered now, and tested with the version it was made with', async () => {
    expect(account).toMatchObject({ version: 'v1', formVersion: 'v1' })
    const parts = { ...BASIC.input.properties, region: { type: 'string', title: 'Region', minLength: 1 } }
    await change(() => writeBasic('v2', { input: { ...BASIC.input, properties: parts } }))
    expect(await listed()).toMatchObject({ version: 'v1', formVersion: 'v2', testable: true })
    expect((await test()).body).toMatchObject({ ok: true, account: { version: 'v1' } })
    const answer = await put({ ...VALUES, password: undefined })
    expect(answer.body).toMatchObject({ status: 422, errors: [{ pointer: '/region' }] })
    const good = await put({ ...VALUES, password: undefined, region: 'eu' })
    expect(good.body).toMatchObject({ version: 'v2', formVersion: 'v2' })
  })

  it('can still be edited and tested when its type is hidden from lists', async () => {
    await change(() => writeBasic('v1', { published: false }))
    expect(await listed()).toMatchObject({ formVersion: 'v1', testable: true })
    expect((await test()).body).toMatchObject({ ok: true })
    expect((await get()).status).toBe(200)
    expect((await put({ ...VALUES, password: undefined, user: 'grace' })).body).toMatchObject({ version: 'v1' })
  })

  it('shows nothing that its form does not know any more: it may have been a secret', async () => {
    const { password, ...rest } = BASIC.input.properties
    const input = { ...BASIC.input, properties: { ...rest, phrase: password } }
    await change(() => writeBasic('v1', { input }))
    const answer = await get()
    expect(answer.text).not.toContain(VALUES.password)
    expect((answer.body as ConnectionDetail).values).toEqual({ url: VALUES.url, user: 'ada', parallel: 5 })
  })

  it('is never handed to a type of the same name in another connector', async () => {
    await change(async () => {
      await rm(server.depot, { recursive: true })
      const input = { type: 'object', properties: { password: { type: 'string', title: 'Word', secret: false } } }
      const code = 'module.exports = { validate: (i, o, out) => out(new Error(JSON.stringify(i))), connect() {} }'
      const other = join(server.home, 'connectors', 'aaa')
      await writeType(other, { name: 'basic', version: 'v1', document: { ...BASIC, input }, code })
    })
    for (const answer of [await get(), await test(), await put(VALUES)]) {
      expect(answer.body).toMatchObject({ status: 409, code: 'connector_unavailable' })
      expect(answer.text).not.toContain(VALUES.password)
    }
    const trial = { type: 'depot-basic', values: {}, id: account.id }
    expect((await server.call('POST', '/api/page/connections/test', trial)).status).toBe(404)
    expect(await listed()).toMatchObject({ testable: false })
  })
})

describe('a connection whose stored value cannot be read', () => {
  it('keeps its id and label when everything is entered again', async () => {
    await change(async () => {
      const database = new DatabaseSync(join(server.home, 'flow.db'))
      database.exec('update accounts set value = zeroblob(60)')
      database.close()
    })
    expect(await listed()).toMatchObject({ state: 'unreadable' })
    expect((await get()).body).toMatchObject({ code: 'unreadable' })
    expect((await put({ ...VALUES, password: undefined })).body).toMatchObject({ errors: [{ pointer: '/password' }] })
    const trial = { type: 'depot-basic', values: VALUES, id: account.id }
    expect((await server.call('POST', '/api/page/connections/test', trial)).body).toMatchObject({ ok: true })
    expect((await put(VALUES)).body).toMatchObject({ id: account.id, label: 'Depot1', state: 'ok' })
    expect((await get()).status).toBe(200)
  })
})
