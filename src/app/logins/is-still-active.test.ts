import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Credential } from '#shared/contract/credentials.ts'
import { type LoginWorld, openLoginWorld, refusalOf } from './fixtures/login-world.ts'
import { makeReadLoginToken } from './read-login-token.ts'

let world: LoginWorld

beforeEach(async () => {
  world = await openLoginWorld()
  world.provider.life = 0
  world.document['oauth2_ext'] = { introspect: { url: '/introspect' } }
  await world.load()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

async function read(id: string): Promise<Credential> {
  const row = await world.context.store.accounts.get(id)
  if (!row) throw new Error('no login')
  return makeReadLoginToken(world.context)(row, { id })
}

it('7662-1: says when a token ends that came without an end', async () => {
  const exp = Math.floor(world.context.store.now() / 1000) + 600
  world.provider.steps['/introspect'] = [{ body: { active: true, exp } }]
  const id = await world.addLogin()
  expect((await read(id)).expiresAt).toBe(new Date(exp * 1000).toISOString())
})

it('7662-1: renews a token that the server calls inactive, and believes an answer for a minute', async () => {
  const active = { body: { active: true } }
  world.provider.steps['/introspect'] = [active, active, { body: { active: false } }, active]
  const id = await world.addLogin()
  expect(await read(id)).toMatchObject({ value: 'canary-access-2' })
  expect(await read(id)).toMatchObject({ value: 'canary-access-2' })
  expect(world.provider.stepRequests).toHaveLength(2)
  world.clock.shift = 61_000
  expect(await read(id)).toMatchObject({ value: 'canary-access-3' })
  expect(await read(id)).toMatchObject({ value: 'canary-access-3' })
  expect(world.provider.tokenRequests.at(-1)?.get('grant_type')).toBe('refresh_token')
})

it('goes on when the server cannot be asked', async () => {
  world.provider.steps['/introspect'] = [{ status: 503, body: {} }]
  const id = await world.addLogin()
  expect(await read(id)).toMatchObject({ value: 'canary-access-2', expiresAt: null })
})

it('says that a login is over when the token is inactive and cannot be renewed', async () => {
  world.document['oauth2_ext'] = { introspect: { url: '/introspect' }, refresh: 'none' }
  world.provider.steps['/introspect'] = [{ body: { active: true } }, { body: { active: false } }]
  const id = await world.addLogin()
  expect((await refusalOf(read(id))).code).toBe('needs_reconnect')
})

it('7662-1: knows the end of a renewed token, too, at an address that the server names itself', async () => {
  const { origin } = world.provider
  world.provider.metadata = {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    introspection_endpoint: `${origin}/introspect`,
  }
  world.document['oauth2_ext'] = { issuer: origin, discovery: true, introspect: {} }
  await world.load()
  const ends = [600, 1200].map(seconds => Math.floor(world.context.store.now() / 1000) + seconds)
  world.provider.steps['/introspect'] = [true, true, true].map((active, i) => ({
    body: { active, exp: ends[Math.min(i, 1)] ?? 0 },
  }))
  const id = await world.addLogin()
  const row = await world.context.store.accounts.get(id)
  if (!row) throw new Error('no login')
  const renewed = await makeReadLoginToken(world.context)(row, { id, rejectedVersion: 1 })
  expect([renewed.value, renewed.expiresAt]).toEqual(['canary-access-3', new Date((ends[1] ?? 0) * 1000).toISOString()])
})

it('asks the server once for all who want the token at the same time', async () => {
  world.provider.steps['/introspect'] = [{ body: { active: true } }]
  const id = await world.addLogin()
  const before = world.provider.stepRequests.length
  await Promise.all([read(id), read(id), read(id)])
  expect(world.provider.stepRequests).toHaveLength(before + 1)
})
