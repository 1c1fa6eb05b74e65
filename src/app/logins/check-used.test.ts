import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeOnBoth, newPlace } from '#store/fixtures/temp-store.ts'
import type { AppContext } from '../context.ts'
import { makeCheckUsed } from './check-used.ts'
import { type LoginWorld, openLoginWorld } from './fixtures/login-world.ts'
import { makeReadLoginToken } from './read-login-token.ts'

const DAY = 86_400_000
/** The day and the whole of its jitter. */
const LATER = DAY * 1.2

describeOnBoth('the daily check of logins in use', (_open, kind) => {
  let world: LoginWorld
  let id: string
  let remove: () => Promise<void>

  beforeEach(async () => {
    const made = await newPlace(kind)
    remove = made.remove
    world = await openLoginWorld(made.place)
    // So that nothing is renewed on the way.
    world.provider.life = 30 * 86_400
    await world.load()
    id = await world.addLogin()
    world.provider.paths.length = 0
  })

  afterEach(async () => {
    expect(world.logged()).not.toContain('canary')
    await world.close()
    await remove()
  })

  const row = async (context = world.context) => {
    const found = await context.store.accounts.get(id)
    if (!found) throw new Error('no login')
    return found
  }
  const use = async (context: AppContext = world.context) => makeReadLoginToken(context)(await row(context), { id })
  const checks = () => world.provider.paths.filter(path => path === '/me').length

  it('asks once a day, and only for what was handed out', async () => {
    const pass = makeCheckUsed(world.context)
    await use()
    await pass()
    world.clock.shift = LATER
    await pass()
    expect(checks()).toBe(0)
    await use()
    await pass()
    expect(checks()).toBe(1)
    await use()
    await pass()
    expect([checks(), (await row()).state]).toEqual([1, 'ok'])
    world.clock.shift = 2 * LATER
    await use()
    await pass()
    expect(checks()).toBe(2)
  })

  it('asks once where two servers handed it out at the same time', async () => {
    const other = await world.another()
    world.clock.shift = LATER
    await Promise.all([use(), use(other)])
    await Promise.all([makeCheckUsed(world.context)(), makeCheckUsed(other)()])
    await use(other)
    await makeCheckUsed(other)()
    expect(checks()).toBe(1)
  })

  it('renews a token that was refused, and says so when that does not help', async () => {
    const pass = makeCheckUsed(world.context)
    world.clock.shift = LATER
    await use()
    world.provider.validateStatus = 401
    world.provider.tokenRequests.length = 0
    await pass()
    expect([world.provider.tokenRequests.length, (await row()).state]).toEqual([1, 'failing'])
    expect((await row()).message).toContain('Depot Cloud answered 401')
  })

  it('tells that the access was taken away', async () => {
    world.clock.shift = LATER
    await use()
    world.provider.revokeAll()
    await makeCheckUsed(world.context)()
    expect((await row()).state).toBe('needs reconnect')
  })

  it('leaves a login as it is while its service is in trouble, and looks again later', async () => {
    const pass = makeCheckUsed(world.context)
    world.clock.shift = LATER
    world.provider.validateStatus = 503
    await use()
    await pass()
    await use()
    await pass()
    expect([checks(), (await row()).state]).toEqual([1, 'ok'])
    world.clock.shift += 3_700_000
    world.provider.validateStatus = null
    await use()
    await pass()
    expect([checks(), (await row()).state]).toEqual([2, 'ok'])
  })
})
