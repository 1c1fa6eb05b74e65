import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeDeleteAccount } from '#app/delete-account.ts'
import { makeBeginAttempt } from '#app/logins/begin-attempt.ts'
import { makeFinishAttempt } from '#app/logins/finish-attempt.ts'
import { PUBLIC_URL, refusalOf, SESSION } from '#app/logins/fixtures/login-world.ts'
import { makeStartAttempt } from '#app/logins/start-attempt.ts'
import type { JsonObject } from '#shared/json.ts'
import { PRIVATE_KEY, PUBLIC_KEY } from '../../score/lab/oauth/signing-keys.ts'
import { walkLogin } from '../../score/lab/oauth/walk-login.ts'
import { CLIENT, LIFE } from '../faulty-provider/faulty-server.ts'
import { type FaultyWorld, openFaultyWorld } from './open-faulty-world.ts'

let faulty: FaultyWorld

beforeEach(async () => {
  faulty = await openFaultyWorld(PUBLIC_KEY)
})

afterEach(async () => {
  expect(faulty.world.logged()).not.toContain('canary-')
  await faulty.close()
})

const STRANGER = { sessionHash: 'b'.repeat(64), userId: SESSION.userId }

/** Up to the address of the callback, which still has to be handed in. */
async function reachCallback(session = SESSION, loginId?: string, displayName?: string) {
  const { world, provider } = faulty
  const { id } = await makeStartAttempt(world.context)(session, {
    providerId: await world.providerId(displayName),
    scopes: ['read', 'write'],
    inputs: {},
    mode: 'popup',
    ...(loginId === undefined ? { purpose: 'new' } : { purpose: 'reconnect', loginId }),
  })
  const { redirectTo } = await makeBeginAttempt(world.context)(session, id)
  const back = await provider.signIn(redirectTo)
  if (!('to' in back)) throw new Error(back.wrong)
  return { id, loginUrl: new URL(redirectTo), callback: new URL(back.to) }
}

const finish = (callback: URL, session = SESSION, slug = 'depot') =>
  makeFinishAttempt(faulty.world.context)(session, { connector: 'depot-cloud', slug, query: callback.search.slice(1) })
const attempt = (id: string) => faulty.world.context.store.attempts.get(id)
const exchanges = () => faulty.provider.seen.filter(asked => asked.body['grant_type'] === 'authorization_code')

describe('the rows of the checklist that need a whole sign-in', () => {
  it('6749-2: the return address of the token request is the very text that the login page got', async () => {
    await faulty.load()
    const { loginUrl, callback } = await reachCallback()
    await finish(callback)
    const sent = loginUrl.searchParams.get('redirect_uri')
    expect(sent).toBe(`${PUBLIC_URL}/oauth/return/depot-cloud/depot`)
    expect(exchanges().map(asked => asked.body['redirect_uri'])).toEqual([sent])
  })

  it('6749-2: a server that was given another one gives no token', async () => {
    await faulty.load({ oauth2_token_data: [`{"redirect_uri":"${PUBLIC_URL}/oauth/return/depot-cloud/depoT"}`] })
    const { id, callback } = await reachCallback()
    await finish(callback)
    expect(await attempt(id)).toMatchObject({ status: 'failed', error: { code: 'token_refused' } })
  })

  it('9700-4: a code of another sign-in, brought into mine, fits no verifier and leads to no login', async () => {
    await faulty.load()
    const mine = await reachCallback()
    const theirs = await reachCallback(STRANGER)
    mine.callback.searchParams.set('code', theirs.callback.searchParams.get('code') ?? '')
    await finish(mine.callback)
    expect(await attempt(mine.id)).toMatchObject({ status: 'failed', error: { code: 'token_refused' } })
    expect(faulty.provider.refusals()).toBe(1)
  })

  it('CORF-1: the callback of somebody else is refused in my session, before any token request', async () => {
    await faulty.load()
    await reachCallback()
    const theirs = await reachCallback(STRANGER)
    expect((await refusalOf(finish(theirs.callback))).code).toBe('other_session')
    expect(exchanges()).toEqual([])
    await finish(theirs.callback, STRANGER)
    expect((await attempt(theirs.id))?.status).toBe('granted')
  })

  it.each<[JsonObject, string]>([
    [{ oauth2_auth_query: ['{"response_type":"token"}'] }, 'response_type'],
    [{ oauth2_auth_query: ['{"response_type":"code id_token token"}'] }, 'response_type'],
    [{ oauth2_token_data: ['{"grant_type":"password"}'] }, 'grant_type'],
  ])('9700-5: refuses at load %j', async (fields, word) => {
    const refusal = await refusalOf(faulty.load(fields))
    expect(refusal.code).toBe('load_file_invalid')
    expect(JSON.stringify([refusal.detail, refusal.fields])).toContain(word)
  })

  it('AUD-1: an assertion is for the issuer alone, as a text, at the token, refresh and revocation address', async () => {
    const { provider } = faulty
    provider.on.add('assertion_issuer')
    const revoke = { url: '/revoke', tokens: 'refresh' }
    const ext = { client_auth: 'private_key_jwt', issuer: provider.origin, revoke }
    await faulty.load({ oauth2_ext: ext }, { PRIVATE_KEY })
    const walk = await walkLogin(faulty.world, provider)
    walk.wait(LIFE)
    await walk.read()
    await makeDeleteAccount(walk.context)(walk.loginId)
    await vi.waitFor(() => expect(provider.requests).toContain('POST /revoke'), 10_000)
    const claims = provider.seen
      .map(asked => asked.body['client_assertion'] ?? '')
      .filter(jwt => jwt !== '')
      .map(
        jwt =>
          JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as { aud: unknown; jti: string },
      )
    expect(claims.map(({ aud }) => aud)).toEqual([provider.origin, provider.origin, provider.origin])
    expect(new Set(claims.map(({ jti }) => jti)).size).toBe(3)
  })

  it('REG-1: each provider of a connector sends its own client, to the login page and for the tokens', async () => {
    await faulty.load()
    await faulty.load({}, { CLIENT_ID: 'other', CLIENT_SECRET: 'canary-other' }, 'Depot Two')
    const { callback } = await reachCallback()
    await finish(callback)
    expect(exchanges().map(asked => asked.body['client_id'])).toEqual([CLIENT.id])
    const begun = reachCallback(SESSION, undefined, 'Depot Two')
    await expect(begun).rejects.toThrow('the client is unknown')
    expect(faulty.provider.seen.at(-1)?.query.get('client_id')).toBe('other')
  })

  it('OIDC-2: an account is known by its id, not by its name or mail address', async () => {
    const account = { id: '/sub', label: '/mail' }
    await faulty.load({ oauth2_ext: { account } })
    const { loginId } = await walkLogin(faulty.world, faulty.provider)
    await faulty.load({ oauth2_ext: { account }, oauth2_auth_query: ['{"login_hint":"another"}'] })
    const other = await reachCallback(SESSION, loginId)
    await finish(other.callback)
    expect((await attempt(other.id))?.status).toBe('choose_account')
    faulty.provider.on.add('userinfo_changes')
    await faulty.load({ oauth2_ext: { account: { id: '/sub', label: '/name' } } })
    const same = await reachCallback(SESSION, loginId)
    await finish(same.callback)
    expect((await attempt(same.id))?.status).toBe('added')
  })

  it('COAT-3: a provider that is not named for the shared return address keeps its own, and no code comes through the shared one', async () => {
    Object.assign(faulty.world.context.config, { oauthReturn: 'shared', sharedReturnFor: ['depot-cloud/Named'] })
    await faulty.load()
    const { id, loginUrl, callback } = await reachCallback()
    expect(loginUrl.searchParams.get('redirect_uri')).toBe(`${PUBLIC_URL}/oauth/return/depot-cloud/depot`)
    const shared = { connector: 'shared', slug: '', query: callback.search.slice(1) }
    expect((await refusalOf(makeFinishAttempt(faulty.world.context)(SESSION, shared))).code).toBe('wrong_context')
    expect(exchanges()).toEqual([])
    expect((await attempt(id))?.status).toBe('failed')
    await faulty.load({}, {}, 'Named')
    const named = await reachCallback(SESSION, undefined, 'Named')
    expect(named.loginUrl.searchParams.get('redirect_uri')).toBe(`${PUBLIC_URL}/oauth/return`)
  })

  it('9207-2: an answer without the issuer that the server promised is refused before any token request', async () => {
    const { provider } = faulty
    provider.on.add('promises_iss')
    await faulty.load({ oauth2_auth_url: '', oauth2_ext: { issuer: provider.origin, discovery: true } })
    const { id, callback } = await reachCallback()
    expect((await refusalOf(finish(callback))).code).toBe('wrong_issuer')
    expect([exchanges(), (await attempt(id))?.status]).toEqual([[], 'failed'])
    provider.on.add('iss_right')
    const right = await reachCallback()
    await finish(right.callback)
    expect((await attempt(right.id))?.status).toBe('granted')
  })

  it('7009-1: a server that cannot end tokens now does not stop a login from being deleted', async () => {
    await faulty.load({ oauth2_ext: { revoke: { url: '/revoke' } } })
    const walk = await walkLogin(faulty.world, faulty.provider)
    faulty.provider.on.add('revoke_503')
    await makeDeleteAccount(walk.context)(walk.loginId)
    expect(await walk.context.store.accounts.get(walk.loginId)).toBeNull()
    await vi.waitFor(() => expect(faulty.provider.requests).toContain('POST /revoke'), 10_000)
  })

  it('6750-2: a login that its server ended is back, under its own id, after one sign-in', async () => {
    await faulty.load()
    const walk = await walkLogin(faulty.world, faulty.provider)
    walk.wait(LIFE + 1)
    faulty.provider.on.add('invalid_grant_once')
    expect((await refusalOf(walk.read())).code).toBe('needs_reconnect')
    const again = await reachCallback(SESSION, walk.loginId)
    await finish(again.callback)
    expect((await attempt(again.id))?.resultId).toBe(walk.loginId)
    expect(faulty.provider.isGood(String((await walk.read()).value))).toBe(true)
  })

  it('5849-8: a signed request that is sent on to another address goes nowhere', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const classic = {
      oauth_type: 'OAuth1',
      base_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      oauth1_request_token_url: '/request_token',
      oauth1_authorize_url: '/authorize',
      oauth1_access_token_url: '/access_token',
    }
    const { world } = faulty
    for (const key of Object.keys(world.document)) delete world.document[key]
    Object.assign(world.document, { name: 'depot-cloud', title: 'Depot Classic', ...classic })
    await world.load()
    try {
      const { id } = await makeStartAttempt(world.context)(SESSION, {
        providerId: await world.providerId(),
        scopes: [],
        inputs: {},
        purpose: 'new',
        mode: 'popup',
      })
      const begun = await makeBeginAttempt(world.context)(SESSION, id).catch(() => undefined)
      expect(begun?.redirectTo ?? PUBLIC_URL).toContain(PUBLIC_URL)
      expect((await attempt(id))?.status).toBe('failed')
      expect(asked).toEqual(['POST /request_token'])
    } finally {
      await new Promise(resolve => server.close(resolve))
    }
  })
})
