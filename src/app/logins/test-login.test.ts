import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LoginWorld, openLoginWorld } from './fixtures/login-world.ts'
import { prepareRevocation } from './revoke-tokens.ts'
import { makeTestLogin } from './test-login.ts'

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

async function loginRow() {
  const row = await world.context.store.accounts.get(id)
  if (!row) throw new Error('no login')
  return row
}

const test = async () => makeTestLogin(world.context)(await loginRow(), 'en')

describe('TEST of a login', () => {
  it('says the one sentence of success, and notes the time', async () => {
    const result = await test()
    expect(result).toMatchObject({ ok: true, message: 'Connection validated successfully', account: { state: 'ok' } })
    expect(result.account?.lastTestedAt).toBeDefined()
  })

  it('renews a refused token once and tries again', async () => {
    world.provider.validateStatus = 401
    const result = await test()
    expect([result.ok, world.provider.tokenRequests.length]).toEqual([false, 1])
    expect(result.message).toBe('Connection could not be validated: Depot Cloud answered 401. Reconnect this login.')
    expect((await loginRow()).state).toBe('failing')
  })

  it('says what the service answered by its class, without its words', async () => {
    world.provider.validateStatus = 503
    expect((await test()).message).toBe('Connection could not be validated: Depot Cloud answered 503. Try again later.')
    expect(world.provider.tokenRequests).toEqual([])
  })

  it('says that a new sign-in is needed', async () => {
    world.provider.revokeAll()
    const result = await test()
    expect([result.ok, result.account?.state]).toEqual([false, 'needs reconnect'])
    expect(result.message).toContain('Depot Cloud no longer accepts this sign-in')
  })

  it('says that nobody answers', async () => {
    await world.provider.close()
    const result = await test()
    expect(result.message).toContain('refused the connection')
    expect((await loginRow()).state).toBe('failing')
  })
})

describe('deleting a login', () => {
  it('7009-1: ends the refresh token, then the access token, with what was read before', async () => {
    const revoke = await prepareRevocation(world.context, await loginRow())
    await world.context.store.accounts.remove(id)
    await revoke?.run()
    expect(world.provider.paths.filter(path => path === '/revoke')).toHaveLength(2)
  })

  it('7009-1: is not held up by a service that is away', async () => {
    const revoke = await prepareRevocation(world.context, await loginRow())
    await world.provider.close()
    await revoke?.run()
    expect(world.logged()).toContain('revoke-failed')
  })
})
