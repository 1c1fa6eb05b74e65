import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '#app/app.ts'
import type { AccountPage } from '#shared/contract/accounts.ts'
import type { ActivityPage } from '#shared/contract/activity.ts'
import { makeTeamServer, proxyHeaders } from './fixtures/proxy-team.ts'
import type { TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }
const [ADA, EVE] = [proxyHeaders('ada'), proxyHeaders('eve', { admin: true })]

let server: TestServer
/** By itself it acts as the built-in user, as the command line does: what single mode saved was saved by it. */
let builtIn: App
beforeAll(async () => {
  server = await makeTeamServer()
  await server.start()
  builtIn = server.app()
  await apply('Depot1', 'Depot2')
  await server.call('POST', '/api/page/connections', { type: 'depot-basic', label: 'Depot1', values: VALUES }, EVE)
  await server.call('GET', '/api/page/session', undefined, ADA)
})
afterAll(() => server.remove())

async function apply(...labels: string[]): Promise<void> {
  const connections = labels.map(label => ({ label, type: 'depot-basic', values: VALUES }))
  await builtIn.applyConnections({ connections, dryRun: false })
}

async function labelsOf(headers: Record<string, string>): Promise<string[]> {
  const { items } = (await server.call('GET', '/api/page/accounts', undefined, headers)).body as AccountPage
  return items.map(({ label }) => label).toSorted()
}

describe('what single mode saved', () => {
  it('is nobody’s in team mode, until it is handed over with its keys', async () => {
    expect([await labelsOf(ADA), await labelsOf(EVE)]).toEqual([[], ['Depot1']])
    const { key } = await builtIn.createApiKey({ name: 'engine', expiresInDays: 1, scopes: ['credentials:read'] })
    const read = (id: string) =>
      server.call('POST', '/api/v1/credentials/read', { id }, { authorization: `Bearer ${key}` })
    const { items } = await builtIn.listAccounts({ limit: 10, locale: 'en' })
    expect(await builtIn.handOver('eve', { dryRun: true })).toMatchObject({ entries: 2, keys: 1 })
    expect(await labelsOf(EVE)).toEqual(['Depot1'])
    expect(await builtIn.handOver('eve')).toMatchObject({ name: 'eve', entries: 2, keys: 1 })
    // One more is called Depot1, so its label gets a number.
    expect(await labelsOf(EVE)).toEqual(['Depot1', 'Depot1_1', 'Depot2'])
    // Programs go on with the key they have.
    for (const { id } of items) expect((await read(id)).status).toBe(200)
    expect(await builtIn.handOver('eve')).toMatchObject({ entries: 0, keys: 0 })
  })

  it('is on record, entry by entry', async () => {
    const activity = await server.call('GET', '/api/page/activity', undefined, EVE)
    const { items } = activity.body as ActivityPage
    expect(items.filter(({ action }) => action === 'account-given')).toHaveLength(2)
    expect(items.filter(({ action }) => action === 'key-given')).toMatchObject([{ label: 'engine' }])
  })

  it('goes to nobody who never signed in, and with keys to administrators only', async () => {
    await apply('Depot9')
    await expect(builtIn.handOver('zoe')).rejects.toMatchObject({
      code: 'not_found',
      detail: expect.stringMatching(/Who did: usr_\w+ (ada|eve), usr_\w+ (ada|eve)\./),
    })
    await builtIn.createApiKey({ name: 'ci', expiresInDays: 1, scopes: ['deploy'] })
    await expect(builtIn.handOver('ada')).rejects.toMatchObject({
      code: 'wrong_use',
      detail: expect.stringContaining('1 API keys'),
    })
    expect(await labelsOf(ADA)).toEqual([])
  })
})
