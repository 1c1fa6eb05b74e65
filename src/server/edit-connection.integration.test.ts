import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account, ConnectionDetail } from '#shared/contract/accounts.ts'
import type { Credential } from '#shared/contract/credentials.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { BASIC, BASIC_CODE, writeType } from './fixtures/depot-connector.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

let server: TestServer
let key: string
beforeAll(async () => {
  server = await makeTestServer()
  await server.start()
  const made = await server.call('POST', '/api/page/keys', { name: 'test', expiresInDays: null })
  key = (made.body as CreatedApiKey).key
})
afterAll(() => server.remove())

let count = 0
async function saved(): Promise<Account> {
  const body = { type: 'depot-basic', label: `Edit_${++count}`, values: VALUES }
  return (await server.call('POST', '/api/page/connections', body)).body as Account
}

function put(account: Account, values: object, rowVersion: number | undefined = account.rowVersion) {
  const headers: Record<string, string> = rowVersion === undefined ? {} : { 'if-match': `"${rowVersion}"` }
  return server.call('PUT', `/api/page/connections/${account.id}`, { label: account.label, values }, headers)
}

async function handleOf(id: string): Promise<unknown> {
  const answer = await server.call('POST', '/api/v1/credentials/read', { id }, { authorization: `Bearer ${key}` })
  return (answer.body as Credential).value
}

describe('editing a connection', () => {
  it('shows the values with a mark for the secret', async () => {
    const { id } = await saved()
    const answer = await server.call('GET', `/api/page/connections/${id}`)
    expect((answer.body as ConnectionDetail).values).toEqual({ ...VALUES, password: { $secret: { set: true } } })
    expect(answer.headers['etag']).toBe('"1"')
    expect(answer.text).not.toContain(VALUES.password)
  })

  it('keeps a secret that is left out', async () => {
    const account = await saved()
    const answer = await put(account, { url: VALUES.url, user: 'grace', parallel: 5 })
    expect(answer.body).toMatchObject({ rowVersion: 2, state: 'ok' })
    expect(await handleOf(account.id)).toMatchObject({ user: 'grace', password: VALUES.password })
  })

  it('keeps a default empty that was emptied', async () => {
    const account = await saved()
    expect(await handleOf(account.id)).toMatchObject({ parallel: 5 })
    expect((await put(account, { url: VALUES.url, user: 'ada', parallel: null })).status).toBe(200)
    expect(await handleOf(account.id)).not.toHaveProperty('parallel')
    const { body } = await server.call('GET', `/api/page/connections/${account.id}`)
    expect((body as ConnectionDetail).values).toMatchObject({ parallel: null })
  })

  it('takes a new secret', async () => {
    const account = await saved()
    await put(account, { ...VALUES, password: 'canary-new' })
    expect(await handleOf(account.id)).toMatchObject({ password: 'canary-new' })
  })

  it('asks for the secret again when the address changes, and sends it nowhere', async () => {
    const account = await saved()
    const values = { url: 'http://elsewhere.example/', user: 'ada', parallel: 5 }
    const answer = await put(account, values)
    expect(answer.body).toMatchObject({
      status: 422,
      code: 'secret_reentry_required',
      errors: [{ pointer: '/password', code: 'secret_reentry_required' }],
    })
    const trial = { type: 'depot-basic', values, id: account.id }
    expect((await server.call('POST', '/api/page/connections/test', trial)).body).toMatchObject({
      code: 'secret_reentry_required',
    })
    expect(await handleOf(account.id)).toMatchObject({ url: VALUES.url })
  })

  it('tests unsaved values with the stored secret for the same address', async () => {
    const account = await saved()
    const trial = { type: 'depot-basic', values: { url: VALUES.url, user: 'x', parallel: 5 }, id: account.id }
    expect((await server.call('POST', '/api/page/connections/test', trial)).body).toMatchObject({ ok: true })
  })

  it('changes nothing when the connector refuses', async () => {
    const account = await saved()
    const answer = await put(account, { ...VALUES, password: 'wrong' })
    expect(answer.body).toMatchObject({ code: 'validation_failed' })
    expect(await handleOf(account.id)).toMatchObject({ password: VALUES.password })
  })

  it('needs the version that was opened, and refuses an older one', async () => {
    const account = await saved()
    const { id, label } = account
    const bare = await server.call('PUT', `/api/page/connections/${id}`, { label, values: VALUES })
    expect(bare.body).toMatchObject({ status: 428, code: 'precondition_required' })
    await put(account, { ...VALUES, user: 'ada2', password: 'canary-8R' })
    expect((await put(account, VALUES)).body).toMatchObject({
      status: 412,
      code: 'changed_meanwhile',
      detail: expect.stringMatching(
        /^Changed since it was opened: password, user \(by its owner, \d{4}-\d\d-\d\d \d\d:\d\d UTC\)/,
      ),
    })
  })

  it('is not stopped by a test that ran meanwhile', async () => {
    const account = await saved()
    await server.call('POST', `/api/page/accounts/${account.id}/test`)
    expect((await put(account, VALUES)).status).toBe(200)
  })

  it('goes on with the version that is offered then', async () => {
    const account = await saved()
    const document = { ...BASIC, version: 'v2' }
    await writeType(server.depot, { name: 'basic', version: 'v2', document, code: BASIC_CODE })
    await expect
      .poll(async () => (await server.call('GET', '/api/page/forms/depot-basic')).body, { timeout: 20_000 })
      .toMatchObject({ version: 'v2' })
    expect((await put(account, { ...VALUES, password: undefined })).body).toMatchObject({
      version: 'v2',
      rowVersion: 2,
    })
  })

  it('deletes once', async () => {
    const { id } = await saved()
    expect((await server.call('DELETE', `/api/page/accounts/${id}`)).status).toBe(204)
    expect((await server.call('DELETE', `/api/page/accounts/${id}`)).status).toBe(404)
  })
})
