import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditedLog } from '../audit/audited-log.ts'
import { describeAccount } from '../describe-account.ts'
import { type LoginWorld, openLoginWorld, refusalOf } from './fixtures/login-world.ts'
import { freshTokens } from './fresh-tokens.ts'

let world: LoginWorld

beforeEach(async () => {
  world = await openLoginWorld()
})

afterEach(() => world.close())

const REVOKES = { revoke: { url: '/revoke' } }
const requireScopes = (...names: string[]) => {
  world.document['oauth2_ext'] = { ...REVOKES, required_scopes: names }
}
const rowOf = async (id: string) => {
  const found = await world.context.store.accounts.get(id)
  if (!found) throw new Error('no login')
  return found
}
/** A second process, which read no config yet, that keeps a record of what was done. */
const witness = async (noted: string[]) => {
  const context = await world.another()
  const audit = { ...context.audit, note: ({ action }: { action: string }) => void noted.push(action) }
  return { ...context, log: auditedLog(context.log, audit, 'usr_one') }
}

describe('a permission that the config requires', () => {
  it('ends a sign-in that did not get it, and the tokens with it', async () => {
    requireScopes('read', 'write')
    world.provider.scope = 'read'
    await world.load()
    const { status, error } = await world.signIn()
    expect([status, error?.code]).toEqual(['failed', 'server_denied'])
    expect(error?.detail).toBe(
      'Depot Cloud did not allow what is needed: Change your bins. Nothing was saved. Sign in again and allow it.',
    )
    expect(world.provider.paths).toContain('/revoke')
  })

  it('leaves a login as it was when a reconnect does not bring it', async () => {
    requireScopes('write')
    await world.load()
    const id = await world.addLogin()
    world.provider.scope = 'read'
    expect((await world.signIn({ loginId: id })).status).toBe('failed')
    expect((await rowOf(id)).state).toBe('ok')
    await expect(freshTokens(world.context, await rowOf(id), { minTtl: 60 })).resolves.toMatchObject({ credVersion: 1 })
  })

  it('asks for a new sign-in when a renewal does not bring it any more, on record', async () => {
    requireScopes('write')
    await world.load()
    const id = await world.addLogin()
    const noted: string[] = []
    const context = await witness(noted)
    world.provider.scope = 'read'
    world.clock.shift = 4_000_000
    const refusal = await refusalOf(freshTokens(context, await rowOf(id), { minTtl: 60 }))
    expect(refusal).toMatchObject({ code: 'needs_reconnect', next: { reconnect: id } })
    expect(await rowOf(id)).toMatchObject({
      state: 'needs reconnect',
      message: 'This login lacks a permission that is needed: Change your bins. Reconnect it and allow it.',
    })
    expect(noted).toEqual(['needs-reconnect'])
    const before = world.provider.tokenRequests.length
    await refusalOf(freshTokens(context, await rowOf(id), { minTtl: 60 }))
    expect(world.provider.tokenRequests.length).toBe(before)
  })

  it('stops nobody any more once the config asks for less', async () => {
    requireScopes('write')
    await world.load()
    const id = await world.addLogin()
    world.provider.scope = 'read'
    world.clock.shift = 4_000_000
    await refusalOf(freshTokens(world.context, await rowOf(id), { minTtl: 60 }))
    requireScopes('read')
    const noted: string[] = []
    const context = await witness(noted)
    await freshTokens(context, await rowOf(id), { minTtl: 60 })
    expect(await rowOf(id)).toMatchObject({ state: 'ok', message: null })
    expect(noted).toEqual(['login-recovered'])
  })
})

describe('a permission that came after the sign-in', () => {
  const said = async (id: string) => (await describeAccount(await world.another(), await rowOf(id), 'en')).message
  const offer = (scope: string) => {
    const scopes = world.document['oauth2_params_scope'] as string[]
    world.document['oauth2_params_scope'] = [...scopes, scope]
  }

  it('is told to the owner, also after renewals, and a permission that was refused is not', async () => {
    await world.load()
    const id = await world.addLogin()
    expect(await said(id)).toBeUndefined()
    offer('{"share":"Show bins to others"}')
    expect(await said(id)).toBe('Newly offered: Show bins to others. Reconnect this login to allow it.')
    world.clock.shift = 4_000_000
    await freshTokens(world.context, await rowOf(id), { minTtl: 60 })
    expect(await said(id)).toContain('Show bins to others')
    await world.signIn({ loginId: id })
    expect(await said(id)).toBeUndefined()
  })

  it('is called needed where it is required, until the next renewal stops the login', async () => {
    await world.load()
    const id = await world.addLogin()
    requireScopes('write')
    expect(await said(id)).toBe('Newly needed: Change your bins. Reconnect this login to allow it.')
    const context = await world.another()
    await freshTokens(context, await rowOf(id), { minTtl: 60 })
    world.clock.shift = 4_000_000
    expect(await refusalOf(freshTokens(context, await rowOf(id), { minTtl: 60 }))).toMatchObject({
      code: 'needs_reconnect',
    })
  })
})
