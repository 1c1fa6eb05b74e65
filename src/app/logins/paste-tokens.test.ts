import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PastedTokens } from '#shared/contract/logins.ts'
import { describeAccount } from '../describe-account.ts'
import { makeAddLogin } from './add-login.ts'
import { type ClassicWorld, openClassicWorld } from './fixtures/classic-world.ts'
import { type LoginWorld, openLoginWorld, refusalOf, SESSION } from './fixtures/login-world.ts'
import { freshTokens } from './fresh-tokens.ts'
import { makeGetConsent } from './get-consent.ts'
import { makePasteTokens } from './paste-tokens.ts'
import { makeTidyLogins } from './tidy-logins.ts'

describe('tokens that were obtained elsewhere', () => {
  let world: LoginWorld
  /** As another program got them. */
  let elsewhere: { token: string; refreshToken: string }

  beforeEach(async () => {
    world = await openLoginWorld()
    await world.load()
    await world.signIn({ subject: 'anna' })
    elsewhere = { token: 'canary-access-2', refreshToken: 'canary-refresh-2' }
  })

  afterEach(async () => {
    expect(world.logged()).not.toContain('canary')
    await world.close()
  })

  const paste = async (more: Partial<PastedTokens> = {}) => {
    const providerId = await world.providerId()
    const body: PastedTokens = { providerId, scopes: ['read'], inputs: {}, purpose: 'new', ...elsewhere, ...more }
    return makePasteTokens(world.context)(SESSION, body, 'en')
  }
  const add = (attemptId: string) => makeAddLogin(world.context)(SESSION, { attemptId, label: 'Pasted1', inputs: {} })
  const rowOf = async (id: string) => {
    const row = await world.context.store.accounts.get(id)
    if (!row) throw new Error('no login')
    return row
  }

  it('become a login of the account that they belong to, marked as pasted', async () => {
    const status = await paste()
    expect(status).toMatchObject({ status: 'granted', account: 'anna@depot.example', scopes: ['read'] })
    expect(await add(status.id)).toMatchObject({ state: 'ok', pasted: true, account: 'anna@depot.example' })
  })

  it('are renewed like others, and stay marked', async () => {
    const { id } = await add((await paste({ expiresAt: new Date(Date.now() + 1_800_000).toISOString() })).id)
    world.clock.shift = 2_000_000
    const { tokens, credVersion } = await freshTokens(world.context, await rowOf(id), { minTtl: 60 })
    expect([tokens.refreshToken === elsewhere.refreshToken, credVersion]).toEqual([false, 2])
    expect(await describeAccount(world.context, await rowOf(id), 'en')).toMatchObject({ pasted: true })
  })

  it('are saved as not tested where the service cannot be reached', async () => {
    world.provider.validateStatus = 503
    const status = await paste({ token: 'canary-access-of-a-far-network' })
    expect(await add(status.id)).toMatchObject({ state: 'not tested', pasted: true })
  })

  it('are refused when the service does not know them, and nothing is saved', async () => {
    const { id } = await paste({ token: 'made-up' })
    expect((await refusalOf(add(id))).code).toBe('validation_failed')
    expect(await world.context.store.accounts.labels(SESSION.userId)).toEqual(new Set())
  })

  it('renew a login of the same account, and no other', async () => {
    const { id: attemptId } = await world.signIn({ subject: 'anna' })
    const { id: loginId } = await add(attemptId)
    expect(await paste({ purpose: 'reconnect', loginId })).toMatchObject({ status: 'added', resultId: loginId })
    await world.signIn({ subject: 'ben' })
    const other = { token: 'canary-access-6', refreshToken: 'canary-refresh-6' }
    expect(await paste({ purpose: 'reconnect', loginId, ...other })).toMatchObject({ status: 'choose_account' })
    expect((await refusalOf(paste({ purpose: 'reconnect', loginId, token: 'made-up' }))).code).toBe('validation_failed')
  })

  it('are not ended at the service when nobody gives them a name: somebody else holds them', async () => {
    await paste()
    world.clock.shift = 16 * 60_000
    world.provider.paths.length = 0
    await makeTidyLogins(world.context)()
    // The one of the sign-in before, whose two tokens nobody named either.
    expect(world.provider.paths.filter(path => path === '/revoke')).toHaveLength(2)
  })

  it.each<[string, Partial<PastedTokens>, string]>([
    ['a token with a line in it', { token: 'two\nlines' }, '/token'],
    ['a refresh token with letters that none has', { refreshToken: 'tökén' }, '/refreshToken'],
  ])('%s is refused at its field', async (_what, wrong, pointer) => {
    expect((await refusalOf(paste(wrong))).fields).toMatchObject([{ pointer }])
  })

  it('without a refresh token are refused once their time is over', async () => {
    const { refreshToken: _none, ...alone } = elsewhere
    const providerId = await world.providerId()
    const past = new Date(Date.now() - 1000).toISOString()
    const body: PastedTokens = { providerId, scopes: [], inputs: {}, purpose: 'new', ...alone, expiresAt: past }
    const refused = await refusalOf(makePasteTokens(world.context)(SESSION, body, 'en'))
    expect(refused.fields).toMatchObject([{ pointer: '/expiresAt' }])
  })

  it('cannot be bound to a key of ours, and the page does not offer it', async () => {
    expect(await makeGetConsent(world.context)(await world.providerId(), 'en')).toMatchObject({ paste: 'token' })
    world.document['oauth2_ext'] = { dpop: 'on' }
    await world.load({}, 'Bound')
    const providerId = await world.providerId('Bound')
    expect((await refusalOf(paste({ providerId }))).detail).toBe(
      'Tokens of Depot Cloud work only where they were made. Sign in instead.',
    )
    expect(await makeGetConsent(world.context)(providerId, 'en')).not.toHaveProperty('paste')
  })
})

describe('tokens of OAuth 1 that were obtained elsewhere', () => {
  let classic: ClassicWorld

  afterEach(() => classic.close())

  it('come with the secret that signs beside them', async () => {
    classic = await openClassicWorld()
    const { world } = classic
    const body: PastedTokens = {
      providerId: await world.providerId(),
      scopes: [],
      inputs: {},
      purpose: 'new',
      token: 'abc',
    }
    const pasteTokens = makePasteTokens(world.context)
    expect((await refusalOf(pasteTokens(SESSION, body, 'en'))).fields).toMatchObject([{ pointer: '/tokenSecret' }])
    expect(await pasteTokens(SESSION, { ...body, tokenSecret: 'def' }, 'en')).toMatchObject({ status: 'granted' })
  })
})
