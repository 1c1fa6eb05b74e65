import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Credential, CredentialRequest } from '#shared/contract/credentials.ts'
import { makeKeyJudge } from '../authenticate-key.ts'
import type { AppContext } from '../context.ts'
import { makeReadCredential } from '../read-credential.ts'
import { type LoginWorld, openLoginWorld, refusalOf } from './fixtures/login-world.ts'
import { makeReadLoginToken } from './read-login-token.ts'

let world: LoginWorld
let id: string
let other: AppContext
let read: (context: AppContext, request?: CredentialRequest) => Promise<Credential>

/** A provider whose tokens are asked after, so that both caches are in use: its config, and that the token holds. */
beforeEach(async () => {
  world = await openLoginWorld()
  world.provider.life = 0
  world.document['oauth2_ext'] = { introspect: { url: '/introspect' } }
  world.provider.steps['/introspect'] = [{ body: { active: true } }, { body: { active: true } }]
  await world.load()
  id = await world.addLogin()
  other = await world.another()
  const { userId: ownerId, workspaceId } = world.context.owner
  const grant = {
    keyId: 'key_a',
    line: 'key_a',
    ownerId,
    workspaceId,
    scopes: ['credentials:read'],
    readsPerSecond: null,
  }
  read = async (context, request = { id }) =>
    makeReadCredential(context, {
      readLoginToken: makeReadLoginToken(context),
      keys: makeKeyJudge(context),
    })(grant as never, request)
  for (const context of [world.context, other, world.context, other]) await read(context)
})
afterEach(() => world.close())

it('a login that one process deletes is given out by none, whatever they remember', async () => {
  await other.store.accounts.remove(id)
  expect((await refusalOf(read(world.context))).code).toBe('not_found')
})

it('a login whose sign-in was found to be over is given out by none', async () => {
  const grant = await other.store.grants.byLogin(id, world.context.owner.userId)
  await other.store.grants.setStatus(grant?.id ?? '', { status: 'needs_reconnect', reason: 'invalid_grant' })
  expect((await refusalOf(read(world.context))).code).toBe('needs_reconnect')
})

it('a login that is given to somebody else is not read by its old owner any more', async () => {
  const row = await other.store.accounts.get(id)
  await other.store.accounts.update(id, row?.rowVersion ?? 0, { ownerId: 'usr_else' })
  expect((await refusalOf(read(world.context))).code).toBe('not_found')
})

it('a token that was renewed elsewhere is the one that is read next', async () => {
  const before = await read(world.context)
  const renewed = await read(other, { id, rejectedVersion: before.credVersion })
  expect(renewed.credVersion).toBeGreaterThan(before.credVersion)
  expect(await read(world.context)).toMatchObject({ value: renewed.value, credVersion: renewed.credVersion })
})
