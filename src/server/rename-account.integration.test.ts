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

async function saved(label: string): Promise<Account> {
  const body = { type: 'depot-basic', label, values: VALUES }
  return (await server.call('POST', '/api/page/connections', body)).body as Account
}

function rename({ id, rowVersion }: Account, label: string, version: number | undefined = rowVersion) {
  const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${version}"` }
  return server.call('PATCH', `/api/page/accounts/${id}`, { label }, headers)
}

describe('renaming an entry', () => {
  it('changes the label alone: same id, same state, no new test', async () => {
    const account = await saved('Rename_1')
    const answer = await rename(account, 'Depot_Nürnberg')
    expect(answer.status).toBe(200)
    expect(answer.headers['etag']).toBe('"2"')
    expect(answer.body).toMatchObject({
      id: account.id,
      label: 'Depot_Nürnberg',
      state: account.state,
      lastTestedAt: account.lastTestedAt,
      rowVersion: 2,
    })
  })

  it('refuses a label that is taken or no label, and says so at the field', async () => {
    await saved('Taken_1')
    const account = await saved('Rename_2')
    const taken = await rename(account, 'Taken_1')
    expect([taken.status, (taken.body as { code: string }).code]).toEqual([409, 'label_taken'])
    const wrong = await rename(account, '2 words')
    expect(wrong.body).toMatchObject({ code: 'invalid_label', errors: [{ pointer: '/label' }] })
  })

  it('refuses to write over a change that was not seen, and a call that does not say what it saw', async () => {
    const account = await saved('Rename_3')
    expect((await rename(account, 'Rename_3b', 7)).body).toMatchObject({ code: 'changed_meanwhile' })
    const blind = await server.call('PATCH', `/api/page/accounts/${account.id}`, { label: 'Rename_3c' })
    expect(blind.body).toMatchObject({ code: 'precondition_required' })
  })
})
