import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '#shared/contract/accounts.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

let server: TestServer
beforeAll(async () => {
  server = await makeTestServer()
  await server.start()
})
afterAll(() => server.remove())

const save = (label: string, values: object, headers = {}, type = 'depot-basic') =>
  server.call('POST', '/api/page/connections', { type, label, values }, headers)

const labels = async () => {
  const { body } = await server.call('GET', '/api/page/accounts')
  return (body as { items: Account[] }).items.map(account => account.label)
}

describe('saving a connection', () => {
  it('validates, connects and keeps what was typed out of the answer', async () => {
    const answer = await save('Saved1', VALUES)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ state: 'ok', label: 'Saved1', service: 'depot', testable: true, rowVersion: 1 })
    expect(answer.text).not.toContain(VALUES.password)
    expect(answer.headers['etag']).toBe('"1"')
  })

  it("refuses with the connector's own words, on its field, and saves nothing", async () => {
    const answer = await save('Refused1', { ...VALUES, password: 'wrong-canary' })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({
      code: 'validation_failed',
      detail: 'Connection could not be validated: Depot does not know ada with •••',
      errors: [{ pointer: '/password', hint: 'Ask the depot keeper.' }],
    })
    expect(answer.text).not.toContain('wrong-canary')
    expect(await labels()).not.toContain('Refused1')
  })

  it('saves nothing when the page did not wait for the answer', async () => {
    const body = { type: 'depot-basic', label: 'Cancelled1', values: VALUES }
    const saving = server.app().saveConnection(body, { locale: 'en', signal: AbortSignal.abort() })
    await expect(saving).rejects.toMatchObject({ code: 'bad_request' })
    expect(await labels()).not.toContain('Cancelled1')
  })

  it('names every field at fault before any code of the connector runs', async () => {
    const answer = await save('Bad1', { user: 'ada' })
    expect(answer.status).toBe(422)
    const body = answer.body as { code: string; errors: { pointer: string }[] }
    expect(body.code).toBe('invalid_input')
    expect(body.errors.map(error => error.pointer).sort()).toEqual(['/password', '/url'])
  })

  it('refuses a handle that breaks the output schema of its own file', async () => {
    const answer = await save('Long1', { ...VALUES, user: 'x'.repeat(41) })
    expect(answer.body).toMatchObject({ code: 'connector_bad_answer' })
    expect((answer.body as { detail: string }).detail).toContain('/handle/user')
  })

  it.each([
    ['throw', 'validation_failed'],
    ['exit', 'connector_crashed'],
    ['bad-connect', 'connector_failed'],
  ])('saves nothing when the connector does this: %s', async (mode, code) => {
    const answer = await save('Odd1', { mode, secret: 'canary-odd' }, {}, 'depot-odd')
    expect(answer.body).toMatchObject({ status: 422, code })
    expect(answer.text).not.toContain('canary-odd')
    expect(await labels()).not.toContain('Odd1')
  })

  it('counts the first of two answers', async () => {
    expect((await save('Twice1', { mode: 'twice' }, {}, 'depot-odd')).status).toBe(201)
  })

  it('says of a type without a check that it was not tested', async () => {
    const { body } = await save('Plain1', { url: 'http://x' }, {}, 'depot-plain')
    expect(body).toMatchObject({ state: 'not tested', testable: false })
  })

  it.each(['1st', 'two words', ''])('refuses the label "%s"', async label => {
    const errors = [{ pointer: '/label', code: 'invalid_label' }]
    expect((await save(label, VALUES)).body).toMatchObject({ status: 422, code: 'invalid_label', errors })
  })

  it('refuses a label that is taken', async () => {
    await save('Taken1', VALUES)
    const errors = [{ pointer: '/label', code: 'label_taken' }]
    expect((await save('Taken1', VALUES)).body).toMatchObject({ status: 409, code: 'label_taken', errors })
  })

  it('saves once when the same request comes twice', async () => {
    const headers = { 'idempotency-key': 'a-key' }
    const first = await save('Once1', VALUES, headers)
    const second = await save('Once1', VALUES, headers)
    expect(second.status).toBe(201)
    expect((second.body as Account).id).toBe((first.body as Account).id)
  })

  it('does not take a used key for another request', async () => {
    const headers = { 'idempotency-key': 'b-key' }
    await save('Key1', VALUES, headers)
    expect((await save('Key2', VALUES, headers)).body).toMatchObject({ status: 400, code: 'bad_request' })
  })

  it('saves nothing that a repeat would not find', async () => {
    const database = new DatabaseSync(join(server.home, 'flow.db'))
    database.exec(`create trigger cut before update on idempotency begin select raise(abort, 'cut'); end`)
    const headers = { 'idempotency-key': 'd-key' }
    expect((await save('Cut1', VALUES, headers)).status).toBe(500)
    database.exec('drop trigger cut')
    database.close()
    expect(await labels()).not.toContain('Cut1')
    const [first, second] = [await save('Cut1', VALUES, headers), await save('Cut1', VALUES, headers)]
    expect([first.status, second.body]).toEqual([201, first.body])
  })

  it('lets a key be used again after a refusal', async () => {
    const headers = { 'idempotency-key': 'c-key' }
    await save('Again1', { ...VALUES, password: 'wrong' }, headers)
    expect((await save('Again1', VALUES, headers)).status).toBe(201)
  })

  it('knows no type that is not installed', async () => {
    expect((await save('None1', VALUES, {}, 'depot-none')).body).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('testing', () => {
  it('answers a refusal as an answer, not as a failure', async () => {
    const values = { ...VALUES, password: 'wrong' }
    const answer = await server.call('POST', '/api/page/connections/test', { type: 'depot-basic', values })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ ok: false, field: '/password', hint: 'Ask the depot keeper.' })
  })

  it('notes the outcome of a test of a saved one', async () => {
    const { id } = (await save('Tested1', VALUES)).body as Account
    const answer = await server.call('POST', `/api/page/accounts/${id}/test`)
    expect(answer.body).toMatchObject({
      ok: true,
      message: 'Connection validated successfully',
      account: { id, state: 'ok' },
    })
  })

  it('says of a type without a check that it has none', async () => {
    const { id } = (await save('Plain2', { url: 'http://x' }, {}, 'depot-plain')).body as Account
    const answer = await server.call('POST', `/api/page/accounts/${id}/test`)
    expect(answer.body).toMatchObject({ ok: false, message: 'This connector has no check.' })
  })
})

describe('a connector that never answers', () => {
  it('is ended at the limit, and nothing is saved', async () => {
    const hurried = await makeTestServer({ validateTimeout: 300 })
    try {
      await hurried.start()
      const body = { type: 'depot-odd', label: 'Hang1', values: { mode: 'hang' } }
      const answer = await hurried.call('POST', '/api/page/connections', body)
      expect(answer.body).toMatchObject({ status: 422, code: 'connector_timeout' })
      expect((answer.body as { detail: string }).detail).toMatch(/gave no answer/)
      await hurried.app().verifyAudit()
      const database = new DatabaseSync(join(hurried.home, 'flow.db'))
      const rows = () => database.prepare("select outcome, reason from audit where action = 'connector-ended'").all()
      await expect.poll(rows, { timeout: 5000 }).toHaveLength(1)
      expect(rows()[0]).toMatchObject({
        outcome: 'timeout',
        reason: expect.stringMatching(/ at (process|bubblewrap)$/),
      })
      database.close()
    } finally {
      await hurried.remove()
    }
  })
})
