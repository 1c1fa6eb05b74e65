import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { type LoginWorld, openLoginWorld, refusalOf } from './fixtures/login-world.ts'
import { makeReadLoginToken } from './read-login-token.ts'

let world: LoginWorld
let said: JsonObject

beforeEach(async () => {
  world = await openLoginWorld()
  const { origin } = world.provider
  said = { issuer: origin, authorization_endpoint: `${origin}/authorize`, token_endpoint: `${origin}/token` }
  world.provider.metadata = said
  for (const key of ['oauth2_auth_url', 'oauth2_token_url']) world.document[key] = ''
  world.document['oauth2_ext'] = { issuer: origin, discovery: true }
  await world.load()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

const asked = () => world.provider.paths.filter(path => path.startsWith('/.well-known/')).length

describe('a provider whose server names its addresses', () => {
  it('signs in, renews, and asks the server once an hour at most', async () => {
    const id = await world.addLogin()
    const row = await world.context.store.accounts.get(id)
    if (!row) throw new Error('no login')
    world.clock.shift = 3_600_000
    expect(await makeReadLoginToken(world.context)(row, { id })).toMatchObject({ credVersion: 2 })
    expect(asked()).toBe(1)
  })

  it('sends nothing when the server names a host that nobody approved', async () => {
    said['token_endpoint'] = 'https://evil.example/token'
    const error = await refusalOf(world.reachCallback())
    expect([error.code, error.detail]).toEqual(['token_refused', expect.stringContaining('evil.example')])
    expect(world.provider.tokenRequests).toEqual([])
  })

  it('costs no login its state while the server does not answer', async () => {
    const id = await world.addLogin()
    const row = await world.context.store.accounts.get(id)
    if (!row) throw new Error('no login')
    world.provider.metadata = null
    world.clock.shift = 3_600_000
    const other = await world.another()
    const error = await refusalOf(Promise.resolve(makeReadLoginToken(other)(row, { id })))
    expect(error.code).toBe('temporarily_unavailable')
    expect((await world.context.store.accounts.get(id))?.state).toBe('failing')
  })

  it('9207-2: refuses a callback without the promised issuer, and asks for no token', async () => {
    said['authorization_response_iss_parameter_supported'] = true
    const error = await refusalOf(world.signIn())
    expect(error.code).toBe('wrong_issuer')
    expect(world.provider.tokenRequests).toEqual([])
  })
})
