import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppContext } from '../context.ts'
import { type LoginWorld, openLoginWorld } from './fixtures/login-world.ts'
import { makeReadLoginToken } from './read-login-token.ts'

const HOUR = 3_600_000

let world: LoginWorld
let id: string

beforeEach(async () => {
  world = await openLoginWorld()
  await world.load()
  id = await world.addLogin()
  world.provider.tokenRequests.length = 0
  world.clock.shift = HOUR
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

async function read(context: AppContext) {
  const row = await context.store.accounts.get(id)
  if (!row) throw new Error('no login')
  return makeReadLoginToken(context)(row, { id })
}

describe('a process that stood still with the lease', () => {
  it('R-2 sends nothing once somebody else may have sent the same refresh token', async () => {
    const other = await world.another()
    const { store } = world.context
    const lease: typeof store.grants.lease = async (...args) => {
      const held = await store.grants.lease(...args)
      world.clock.shift += 60_000
      await read(other)
      return held
    }
    const frozen = { ...world.context, store: { ...store, grants: { ...store.grants, lease } } }
    expect(await read(frozen)).toMatchObject({ value: 'canary-access-3', credVersion: 2 })
    expect(world.provider.tokenRequests).toHaveLength(1)
  })
})
