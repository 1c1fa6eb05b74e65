import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account, AccountPage, OwnedAccountPage } from '#shared/contract/accounts.ts'
import type { ActivityPage } from '#shared/contract/activity.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import type { AccountRecord } from '#shared/contract/uses.ts'
import { makeTeamServer, proxyHeaders } from './fixtures/proxy-team.ts'
import type { TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }
const [ADA, BOB, EVE] = [proxyHeaders('ada'), proxyHeaders('bob'), proxyHeaders('eve', { admin: true })]

let server: TestServer
let key: string
let adas: string
beforeAll(async () => {
  server = await makeTeamServer()
  await server.start()
  for (const label of ['SecretLabel1', 'SecretLabel2']) adas = await save(label, ADA)
  await save('SecretLabel3', BOB)
  const body = { name: 'engine', expiresInDays: 1, scopes: ['credentials:read', 'uses:write'] }
  key = ((await server.call('POST', '/api/page/keys', body, EVE)).body as CreatedApiKey).key
  await server.call('PUT', `/api/page/accounts/${adas}/sharing`, { shared: true }, ADA)
  await withKey('PUT', '/api/v1/uses/flow-1', { title: 'Nightly', ids: [adas] })
})
afterAll(() => server.remove())

async function save(label: string, headers: Record<string, string>): Promise<string> {
  const made = await server.call(
    'POST',
    '/api/page/connections',
    { type: 'depot-basic', label, values: VALUES },
    headers,
  )
  return (made.body as Account).id
}

function withKey(method: string, url: string, body: object) {
  return server.call(method, url, body, { authorization: `Bearer ${key}` })
}

async function list(query = ''): Promise<OwnedAccountPage> {
  return (await server.call('GET', `/api/page/all-accounts${query}`, undefined, EVE)).body as OwnedAccountPage
}

const suspend = (suspended: boolean, id = adas) =>
  server.call('PUT', `/api/page/all-accounts/${id}/suspension`, { suspended }, EVE)

describe('the entries of everybody', () => {
  it('are shown with owner, state and uses, and without labels and values', async () => {
    const { items } = await list()
    expect(items.map(({ owner }) => owner).toSorted()).toEqual(['ada', 'ada', 'bob'])
    expect(items.find(({ id }) => id === adas)).toMatchObject({ service: 'depot', state: 'ok', uses: 1, shared: true })
    expect(JSON.stringify(items)).not.toMatch(/SecretLabel|depot\.example|canary/)
  })

  it('are found by part of an owner or a service, and by state', async () => {
    const owners = async (query: string) => (await list(query)).items.map(({ owner }) => owner)
    expect(await owners('?q=BO')).toEqual(['bob'])
    expect(await owners('?q=depot-b')).toHaveLength(3)
    expect(await owners('?q=%25')).toEqual([])
    expect(await owners('?q=SecretLabel')).toEqual([])
    expect(await owners('?state=failing')).toEqual([])
    expect(await owners('?state=ok&q=ada')).toEqual(['ada', 'ada'])
  })

  it('come page by page, each once', async () => {
    const seen: string[] = []
    for (let cursor = ''; seen.length < 10; ) {
      const { items, next } = await list(`?limit=2${cursor}`)
      seen.push(...items.map(({ id }) => id))
      if (next === null) break
      cursor = `&cursor=${encodeURIComponent(next)}`
    }
    expect(new Set(seen).size).toBe(3)
    expect(seen).toHaveLength(3)
  })
})

describe('an entry that an administrator suspends', () => {
  it('gives its credentials to nobody and is not tested, until it is resumed', async () => {
    const reads = async () => {
      const answers = [
        await withKey('POST', '/api/v1/credentials/read', { id: adas }),
        await withKey('POST', '/api/v1/credentials/read', { id: adas, consumer: 'flow-1' }),
        await server.call('POST', `/api/page/accounts/${adas}/test?locale=en`, {}, ADA),
      ]
      return answers.map(({ status, body }) => [status, (body as { code?: string }).code])
    }
    expect(await reads()).toEqual(Array(3).fill([200, undefined]))
    expect((await suspend(true)).body).toMatchObject({ id: adas, state: 'suspended', owner: 'ada', uses: 1 })
    expect(await reads()).toEqual(Array(3).fill([403, 'suspended']))
    expect((await list('?state=suspended')).items.map(({ id }) => id)).toEqual([adas])
    expect((await list('?state=ok')).items).toHaveLength(2)
    // It stays, and its owner sees why it does not work.
    const own = (await server.call('GET', '/api/page/accounts?limit=50', undefined, ADA)).body as AccountPage
    expect(own.items.find(({ id }) => id === adas)).toMatchObject({ state: 'suspended', testable: false })
    // A second time changes nothing.
    expect((await suspend(true)).status).toBe(200)
    expect((await suspend(false)).body).toMatchObject({ state: 'ok' })
    expect(await reads()).toEqual(Array(3).fill([200, undefined]))
  })

  it('does not get in the way of a form that its owner has open', async () => {
    const headers = {
      ...ADA,
      'if-match': String((await server.call('GET', `/api/page/connections/${adas}`, undefined, ADA)).headers['etag']),
    }
    await suspend(true)
    const saved = await server.call(
      'PUT',
      `/api/page/connections/${adas}`,
      { label: 'SecretLabel2', values: VALUES },
      headers,
    )
    expect([saved.status, (saved.body as Account).state]).toEqual([200, 'suspended'])
    await suspend(false)
  })

  it('is on record, for administrators and for its owner, once each time', async () => {
    const about = `/api/page/activity?kind=accounts&about=${adas}`
    const { items } = (await server.call('GET', about, undefined, EVE)).body as ActivityPage
    const done = items.filter(({ action }) => /suspended|resumed/.test(action))
    expect(done.map(({ action, actor }) => `${action} by ${actor}`).slice(-2)).toEqual([
      'account-resumed by you',
      'account-suspended by you',
    ])
    // Equal ones of one second share a row.
    expect(done.reduce((sum, { count }) => sum + count, 0)).toBe(4)
    const own = (await server.call('GET', `/api/page/accounts/${adas}/record`, undefined, ADA)).body as AccountRecord
    expect(own.items.find(({ action }) => action === 'account-suspended')?.actor).toBe('eve')
  })
})
