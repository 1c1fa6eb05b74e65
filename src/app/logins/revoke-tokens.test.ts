import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeDeleteAccount } from '../delete-account.ts'
import { type LoginWorld, openLoginWorld } from './fixtures/login-world.ts'
import { makeEndTokens, prepareRevocation } from './revoke-tokens.ts'

let world: LoginWorld
let id: string

beforeEach(async () => {
  world = await openLoginWorld()
  await world.load()
  id = await world.addLogin()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

const AWAY = { status: 503, body: {} }
const DONE = { body: {} }
const asked = () => world.provider.stepRequests.map(form => form.get('token'))
const pass = () => makeEndTokens(world.context)()

async function login() {
  const row = await world.context.store.accounts.get(id)
  if (!row) throw new Error('no login')
  return row
}

async function prepared() {
  const revocation = await prepareRevocation(world.context, await login())
  if (!revocation) throw new Error('there is nothing to end')
  await world.context.store.revocations.insert(revocation.row)
  return revocation
}

describe('tokens that are ended at the service', () => {
  it('7009-1: are ended later where the service cannot do it now, refresh token first, and not asked for again', async () => {
    world.provider.steps['/revoke'] = [AWAY, DONE]
    const { run } = await prepared()
    await run()
    await pass()
    expect(asked()).toEqual(['canary-refresh-2'])
    world.clock.shift += 31_000
    await pass()
    expect(asked()).toEqual(['canary-refresh-2', 'canary-refresh-2', 'canary-access-2'])
    world.clock.shift += 86_400_000
    await pass()
    expect(asked()).toHaveLength(3)
  })

  it('7009-1: are ended by the next process when this one dies as the login is deleted', async () => {
    world.provider.steps['/revoke'] = [DONE]
    const { row } = await prepared()
    expect(Buffer.from(row.job).toString('latin1')).not.toContain('canary')
    await world.context.store.accounts.remove(id)
    await pass()
    expect(asked()).toEqual([])
    world.clock.shift += 6 * 60_000
    await makeEndTokens(await world.another())()
    expect(asked()).toEqual(['canary-refresh-2', 'canary-access-2'])
  })

  it('are forgotten after a day, whatever the service holds', async () => {
    world.provider.steps['/revoke'] = [AWAY]
    await (await prepared()).run()
    for (let hour = 0; hour < 26; hour++) {
      world.clock.shift += 3_600_000
      await pass()
    }
    const tries = asked().length
    expect(tries).toBeLessThan(30)
    expect(world.logged()).toContain('revoke-given-up')
    world.clock.shift += 86_400_000
    expect(await world.context.store.revocations.take({ limit: 10, forMs: 0 })).toEqual([])
  })

  it('are not asked for again where the service refuses for good', async () => {
    world.provider.steps['/revoke'] = [{ status: 400, body: { error: 'unsupported_token_type' } }]
    await (await prepared()).run()
    expect(asked()).toHaveLength(2)
    world.clock.shift += 86_000_000
    await pass()
    expect(asked()).toHaveLength(2)
  })

  it('stay as they are when the login was changed meanwhile', async () => {
    world.provider.steps['/revoke'] = [DONE]
    await expect(makeDeleteAccount(world.context)(id, 99)).rejects.toThrow()
    expect((await login()).id).toBe(id)
    world.clock.shift += 6 * 60_000
    await pass()
    expect(asked()).toEqual([])
  })

  it('are given to one process only', async () => {
    await prepared()
    world.clock.shift += 6 * 60_000
    const [here, there] = [world.context, await world.another()]
    const taken = await Promise.all([here, there].map(one => one.store.revocations.take({ limit: 5, forMs: 60_000 })))
    expect(taken.flat()).toHaveLength(1)
  })
})
