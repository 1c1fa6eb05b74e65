import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeId } from '#shared/ids.ts'
import { type LoginWorld, openLoginWorld } from './fixtures/login-world.ts'
import { makeKeepFresh } from './keep-fresh.ts'

const HOUR = 3_600_000

let world: LoginWorld
let id: string

beforeEach(async () => {
  world = await openLoginWorld()
  await world.load()
  id = await world.addLogin()
  world.provider.tokenRequests.length = 0
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

const keepFresh = () => makeKeepFresh(world.context)()
const grantOf = (login = id) => world.context.store.grants.byLogin(login, world.context.owner.userId)

describe('keeping tokens fresh in the background', () => {
  it('asks nothing while nothing is due, and renews before the token ends', async () => {
    await keepFresh()
    expect(world.provider.tokenRequests).toHaveLength(0)
    world.clock.shift = HOUR - 200_000
    await keepFresh()
    expect((await grantOf())?.credVersion).toBe(2)
    await keepFresh()
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it('is due at the rule or up to a fifth of its window later, never earlier', async () => {
    const after = (await grantOf())?.refreshAfter ?? 0
    const end = (await grantOf())?.accessExpiresAt ?? 0
    expect(end - after).toBeLessThanOrEqual(300_000)
    expect(end - after).toBeGreaterThanOrEqual(240_000)
  })

  it('renews all of many logins once each, also with two processes at it', async () => {
    for (let i = 2; i <= 5; i++) await world.addLogin(`Depot${i}`)
    world.provider.tokenRequests.length = 0
    world.clock.shift = HOUR
    const other = await world.another()
    await Promise.all([keepFresh(), makeKeepFresh(other)()])
    expect(world.provider.tokenRequests).toHaveLength(5)
    expect(await world.context.store.grants.due(100)).toEqual([])
  }, 30_000)

  it('R-6 costs no login its state while the service is away, and does not hammer it', async () => {
    world.clock.shift = HOUR - 200_000
    world.provider.faults.push({ status: 503 }, { status: 503 })
    await keepFresh()
    await keepFresh()
    expect(world.provider.tokenRequests).toHaveLength(1)
    expect((await world.context.store.accounts.get(id))?.state).toBe('ok')
    world.clock.shift = HOUR + HOUR
    world.provider.faults.length = 0
    await keepFresh()
    expect(await grantOf()).toMatchObject({ status: 'ok', credVersion: 2, failCount: 0 })
  })

  it('R-5 waits while a host asks for patience, and holds that against none of the logins behind', async () => {
    Object.assign(world.document, { oauth2_ext: { limits: { concurrent: 1 } } })
    for (let i = 2; i <= 4; i++) await world.addLogin(`Depot${i}`)
    world.clock.shift = HOUR - 200_000
    let asked = 0
    const fetch: typeof world.context.fetch = async request => {
      if (asked++ > 0) return world.context.fetch(request)
      return { status: 429, headers: { 'retry-after': '1' }, bytes: new Uint8Array(), receivedAt: Date.now() }
    }
    await makeKeepFresh({ ...world.context, fetch })()
    const { items } = await world.context.store.accounts.list({ workspaceId: 'wsp_one', limit: 10 })
    const grants = await Promise.all(items.map(login => grantOf(login.id)))
    expect(grants.map(grant => grant?.credVersion)).toEqual([2, 2, 2, 2])
    expect(world.logged().split('refresh-failed')).toHaveLength(2)
    expect(asked).toBe(5)
  }, 30_000)

  it('R-6 is back a minute after a service that was away for an hour, and has more patience with one away for a day', async () => {
    const { random } = world.context
    // Ids take 16 bytes, the jitter two.
    const latest = { ...world.context, random: (size: number) => (size > 2 ? random(size) : Uint8Array.of(255, 255)) }
    for (const [away, longest] of [
      [HOUR, 60_000],
      [24 * HOUR, 15 * 60_000],
    ] as const) {
      const grant = await grantOf()
      await world.context.store.grants.setStatus(grant?.id ?? '', { failCount: 30, nextTryAt: null })
      world.clock.shift = (grant?.refreshAfter ?? 0) - Date.now() + away
      world.provider.faults.push({ status: 503 })
      await makeKeepFresh(latest)()
      const { nextTryAt, updatedAt } = (await grantOf()) ?? { updatedAt: 0 }
      const wait = (nextTryAt ?? 0) - updatedAt
      expect(wait).toBeGreaterThan(longest - 5_000)
      expect(wait).toBeLessThanOrEqual(longest + 5_000)
    }
  })

  it('says that a login needs its owner, and asks no more', async () => {
    world.clock.shift = HOUR
    world.provider.revokeAll()
    await keepFresh()
    await keepFresh()
    expect((await world.context.store.accounts.get(id))?.state).toBe('needs reconnect')
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it('takes over from a process that died under its lease, once that has run out', async () => {
    const grant = await grantOf()
    world.clock.shift = HOUR
    await world.context.store.grants.lease(grant?.id ?? '', makeId('grt', world.context.random(16)), 45)
    await keepFresh()
    expect(world.provider.tokenRequests).toHaveLength(0)
    world.clock.shift = HOUR + 46_000
    await keepFresh()
    expect((await grantOf())?.credVersion).toBe(2)
  })
})
