import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '#shared/contract/accounts.ts'
import type { ActivityPage } from '#shared/contract/activity.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { makeTestServer, PAGE_HEADERS, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

let server: TestServer
let saved: Account
let made: CreatedApiKey
beforeAll(async () => {
  server = await makeTestServer()
  await server.start()
  const body = { type: 'depot-basic', label: 'Depot_1', values: VALUES }
  saved = (await server.call('POST', '/api/page/connections', body)).body as Account
  made = (await server.call('POST', '/api/page/keys', { name: 'engine', expiresInDays: 30 })).body as CreatedApiKey
  await server.call('PUT', `/api/page/accounts/${saved.id}/sharing`, { shared: true })
  const read = { authorization: `Bearer ${made.key}` }
  await server.call('POST', '/api/v1/credentials/read', { id: saved.id, consumer: 'flow-1' }, read)
})
afterAll(() => server.remove())

const activity = async (query = '') => (await server.call('GET', `/api/page/activity${query}`)).body as ActivityPage
const lines = ({ items }: ActivityPage) => items.map(({ action, actor, label }) => [action, actor, label])

describe('the record of who did what', () => {
  it('names things and people as they are called, the newest first', async () => {
    const all = lines(await activity())
    // A process begins its chain at its first line, so beside it.
    expect(all.filter(([action]) => action !== 'chain-begun')).toEqual([
      ['credential-released', 'engine', 'Depot_1'],
      ['account-shared', 'you', 'Depot_1'],
      ['key-made', 'you', 'engine'],
      ['connection-saved', 'you', 'Depot_1'],
    ])
  })

  it('is kept to one kind, or to one entry', async () => {
    expect(lines(await activity('?kind=keys'))).toEqual([['key-made', 'you', 'engine']])
    expect((await activity(`?about=${saved.id}`)).items).toHaveLength(3)
    expect((await server.call('GET', '/api/page/activity?kind=everything')).status).toBe(400)
  })

  it('goes on page by page without a gap, and refuses a cursor that it did not give out', async () => {
    const app = server.app()
    const whole = (await activity()).items
    const pages: ActivityPage['items'] = []
    for (let cursor: string | undefined; ; ) {
      const page = await app.listActivity({ limit: 2, cursor })
      pages.push(...page.items)
      if (page.next === null) break
      cursor = page.next
    }
    expect(pages).toEqual(whole)
    expect((await server.call('GET', '/api/page/activity?cursor=abc')).body).toMatchObject({ code: 'bad_request' })
  })

  it('holds no value, and says whether it still is as it was written', async () => {
    expect(JSON.stringify(await activity())).not.toContain('canary-7Q')
    expect((await server.call('POST', '/api/page/activity/check')).body).toEqual({ rows: 5, faults: [] })
  })

  it('says from where each request came, with a body and without', async () => {
    expect(new Set((await activity('?kind=credentials')).items.map(({ address }) => address))).toEqual(
      new Set(['127.0.0.1']),
    )
    const short = await server.call('POST', '/api/page/keys', { name: 'short', expiresInDays: 1 })
    const { apiKey } = short.body as CreatedApiKey
    await server.inject({
      remoteAddress: '192.0.2.7',
      method: 'DELETE',
      url: `/api/page/keys/${apiKey.id}`,
      headers: PAGE_HEADERS,
    })
    expect((await activity(`?about=${apiKey.id}`)).items.map(({ action, address }) => [action, address])).toEqual([
      ['key-revoked', '192.0.2.7'],
      ['key-made', '127.0.0.1'],
    ])
  })
})

describe('health', () => {
  it('says how the instance stands, and shows no secret', async () => {
    const answer = await server.call('GET', '/api/page/health')
    expect(answer.body).toMatchObject({
      ready: true,
      database: 'sqlite',
      runner: { level: expect.stringMatching(/process|bubblewrap/), places: expect.any(Number) },
      vault: { keyFrom: 'file', keyFile: server.keyFile, dataKeys: 1 },
      renewals: { due: 0, everySeconds: 20 },
      providers: [],
      credentialReads: 1,
    })
    expect(answer.text).not.toContain('canary-7Q')
  })
})
