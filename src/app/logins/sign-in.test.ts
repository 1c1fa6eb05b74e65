import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewAttempt } from '#shared/contract/logins.ts'
import { makeBeginAttempt } from './begin-attempt.ts'
import { makeFinishAttempt } from './finish-attempt.ts'
import { type LoginWorld, openLoginWorld, PUBLIC_URL, RETURN_PATH, refusalOf, SESSION } from './fixtures/login-world.ts'
import { makeGetAttempt } from './get-attempt.ts'
import { makeGetConsent } from './get-consent.ts'
import { makeStartAttempt } from './start-attempt.ts'

const OTHER = { ...SESSION, sessionHash: 'b'.repeat(64) }
const CALLBACK = { connector: 'depot-cloud', slug: 'depot' }

let world: LoginWorld

beforeEach(async () => {
  world = await openLoginWorld()
  await world.load()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

const finish = (query: string, changes: Partial<typeof CALLBACK> = {}, session: typeof SESSION | undefined = SESSION) =>
  makeFinishAttempt(world.context)(session, { ...CALLBACK, ...changes, query })
const statusOf = async (id: string) => (await world.context.store.attempts.get(id))?.status

async function start(changes: Partial<NewAttempt> = {}): Promise<string> {
  const body: NewAttempt = {
    providerId: await world.providerId(),
    scopes: ['read'],
    inputs: {},
    purpose: 'new',
    mode: 'popup',
    ...changes,
  }
  return (await makeStartAttempt(world.context)(SESSION, body)).id
}

describe('a sign-in', () => {
  it('shows scopes, host and inputs on the consent page', async () => {
    world.document['oauth2_params_other'] = ['{"tenant":"Tenant"}', '{"url":{"title":"URL","when":"after"}}']
    const consent = await makeGetConsent(world.context)(await world.providerId(), 'en')
    expect(consent).toMatchObject({ displayName: 'Depot', service: 'depot', title: 'Depot Cloud' })
    expect(consent.host).toBe(new URL(world.provider.origin).host)
    expect(consent.scopes.map(scope => [scope.value, scope.text, scope.ticked])).toEqual([
      ['read', 'Read your bins', true],
      ['write', 'Change your bins', true],
    ])
    expect(Object.keys((consent.before?.schema['properties'] ?? {}) as object)).toEqual(['tenant'])
  })

  it('is over when its exchange was cut off before an answer came', async () => {
    const { attemptId } = await world.reachCallback()
    await world.context.store.attempts.takeForExchange(attemptId)
    const look = () => makeGetAttempt(world.context)(SESSION, attemptId, 'en')
    expect(await look()).toMatchObject({ status: 'exchanging' })
    world.clock.shift = 11 * 60_000
    expect(await look()).toMatchObject({ status: 'expired' })
  })

  it('sends the browser on with the return address of this provider, and asks for what was ticked', async () => {
    const { loginUrl } = await world.reachCallback()
    const { searchParams } = new URL(loginUrl)
    expect(searchParams.get('redirect_uri')).toBe(PUBLIC_URL + RETURN_PATH)
    expect(searchParams.get('scope')).toBe('read')
  })

  it('turns the code into tokens and waits for a label', async () => {
    const { id } = await world.signIn()
    const status = await makeGetAttempt(world.context)(SESSION, id, 'en')
    expect(status).toMatchObject({ status: 'granted', suggestedLabel: 'Depot1', account: 'mklein@depot.example' })
    expect(JSON.stringify(status)).not.toContain('canary')
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it('keeps verifier, tokens and state out of the database in clear', async () => {
    const { id } = await world.signIn()
    const row = await world.context.store.attempts.get(id)
    expect(JSON.stringify(row)).not.toContain('canary')
    expect(Buffer.from(row?.grant ?? []).toString('latin1')).not.toContain('canary')
  })

  it('COSF-2: lets a start address work once, in its own session only, and not for ever', async () => {
    const begin = makeBeginAttempt(world.context)
    const id = await start()
    expect((await refusalOf(begin(OTHER, id))).code).toBe('other_session')
    await begin(SESSION, id)
    expect((await refusalOf(begin(SESSION, id))).code).toBe('state_used')
    const late = await start()
    world.clock.shift = 10 * 60_000
    expect((await refusalOf(begin(SESSION, late))).code).toBe('state_expired')
    expect((await refusalOf(begin(SESSION, 'att_nothing'))).code).toBe('state_unknown')
  })

  it('9700-1: takes only a path of its own to go back to', async () => {
    const wrong = ['https://evil.example/', '//evil.example', '/\\evil.example', 'evil', '/a\nb', 'javascript:alert(1)']
    for (const returnPath of wrong) {
      expect((await refusalOf(start({ mode: 'page', returnPath }))).code).toBe('invalid_input')
    }
    const id = await start({ mode: 'page', returnPath: '/add?type=depot#x' })
    const { redirectTo } = await makeBeginAttempt(world.context)(SESSION, id)
    expect(await finish(world.provider.signIn(redirectTo))).toEqual({ attemptId: id, returnPath: '/add?type=depot#x' })
  })

  it('refuses a scope that is not offered', async () => {
    expect((await refusalOf(start({ scopes: ['read', 'admin'] }))).fields[0]?.pointer).toBe('/scopes/1')
  })
})

describe('a callback is refused', () => {
  it('without a session, before anything else', async () => {
    const { query } = await world.reachCallback()
    expect((await refusalOf(makeFinishAttempt(world.context)(undefined, { ...CALLBACK, query }))).code).toBe(
      'session_missing',
    )
  })

  it('9700-2: with an unknown, a missing or a doubled state', async () => {
    const { query } = await world.reachCallback()
    const doubled = `${query}&state=x`
    for (const odd of ['code=c&state=nonsense', 'code=c', doubled]) {
      expect((await refusalOf(finish(odd))).code).toBe('state_unknown')
    }
  })

  it('6749-12: a second time, and the first result stays', async () => {
    const { attemptId, query } = await world.reachCallback()
    await finish(query)
    expect((await refusalOf(finish(query))).code).toBe('state_used')
    expect(await statusOf(attemptId)).toBe('granted')
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it('when it comes too late', async () => {
    const { attemptId, query } = await world.reachCallback()
    world.clock.shift = 10 * 60_000
    expect((await refusalOf(finish(query))).code).toBe('state_expired')
    expect(await statusOf(attemptId)).toBe('expired')
  })

  it('COSF-1: in another session or for another user, before any token request, and the attempt goes on', async () => {
    const { attemptId, query } = await world.reachCallback()
    expect((await refusalOf(finish(query, {}, OTHER))).code).toBe('other_session')
    expect((await refusalOf(finish(query, {}, { ...SESSION, userId: 'usr_two' }))).code).toBe('other_user')
    expect(world.provider.tokenRequests).toEqual([])
    await finish(query)
    expect(await statusOf(attemptId)).toBe('granted')
  })

  it('COAT-2: at the return address of another provider, before any token request', async () => {
    await world.load({}, 'Evil')
    const { attemptId, query } = await world.reachCallback({ displayName: 'Evil' })
    expect((await refusalOf(finish(query))).code).toBe('wrong_context')
    expect(world.provider.tokenRequests).toEqual([])
    expect(await statusOf(attemptId)).toBe('failed')
  })

  it('9700-3: comes back to an address of each provider alone, so that one cannot pass for another', async () => {
    await world.load({}, 'Depot Two')
    const urls = [await world.reachCallback(), await world.reachCallback({ displayName: 'Depot Two' })]
    const sent = urls.map(({ loginUrl }) => new URL(loginUrl).searchParams.get('redirect_uri'))
    expect(new Set(sent).size).toBe(2)
    expect((await refusalOf(finish(urls[1]?.query ?? ''))).code).toBe('wrong_context')
    expect(world.provider.tokenRequests).toEqual([])
  })

  it('9207-1: from another issuer', async () => {
    world.document['oauth2_ext'] = { issuer: 'https://id.depot.example' }
    const { query } = await world.reachCallback()
    expect((await refusalOf(finish(`${query}&iss=https://evil.example`))).code).toBe('wrong_issuer')
    expect(world.provider.tokenRequests).toEqual([])
  })
})

describe('a sign-in ends with a reason', () => {
  it('when the service denies', async () => {
    const { attemptId, query } = await world.reachCallback()
    const state = new URLSearchParams(query).get('state')
    await finish(`state=${state}&error=access_denied&error_description=Not+today`)
    const status = await makeGetAttempt(world.context)(SESSION, attemptId, 'en')
    expect(status.status).toBe('failed')
    expect(status.error).toEqual({
      code: 'server_denied',
      detail: 'Depot Cloud said: Not today. Try again, or untick a permission first.',
    })
  })

  it.each([
    [
      { status: 400, body: '{"error":"invalid_client","error_description":"secret canary-secret is wrong"}' },
      'token_refused',
    ],
    [{ status: 500, body: '<html>canary-code</html>' }, 'temporarily_unavailable'],
    [{ hangUp: true }, 'temporarily_unavailable'],
    [{ body: 'nonsense' }, 'temporarily_unavailable'],
  ])('when the token answer is %j', async (fault, code) => {
    world.provider.faults.push(fault)
    const { id } = await world.signIn()
    const status = await makeGetAttempt(world.context)(SESSION, id, 'en')
    expect([status.status, status.error?.code]).toEqual(['failed', code])
    expect(JSON.stringify(status)).not.toContain('canary')
  })

  it('shows no attempt to another session', async () => {
    const { id } = await world.signIn()
    expect((await refusalOf(makeGetAttempt(world.context)(OTHER, id, 'en'))).code).toBe('not_found')
  })
})

describe('a nonce that the config sends', () => {
  const idToken = (nonce: string) => {
    const claims = { iss: 'x', aud: 'abc', exp: 4_000_000_000, nonce }
    return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`
  }
  const answerWith = (nonce: string) =>
    world.provider.faults.push({ body: JSON.stringify({ access_token: 'canary-a', id_token: idToken(nonce) }) })

  beforeEach(async () => {
    world.document['oauth2_auth_query'] = ['{"nonce":"{nonce}"}']
    await world.load()
  })

  it('comes back in the id_token, and then the sign-in holds', async () => {
    const { attemptId, query, loginUrl } = await world.reachCallback()
    answerWith(new URL(loginUrl).searchParams.get('nonce') ?? '')
    await finish(query)
    expect(await statusOf(attemptId)).toBe('granted')
  })

  it('OIDC-1: ends the sign-in when the id_token is that of another one', async () => {
    answerWith('other')
    expect(await world.signIn()).toMatchObject({
      status: 'failed',
      error: { code: 'token_refused', detail: expect.stringContaining('belongs to another sign-in') },
    })
  })
})

describe('a service that sends no state back', () => {
  it('is matched by session and provider, one attempt at a time', async () => {
    world.document['oauth2_no_state'] = true
    const first = await world.reachCallback()
    const second = await world.reachCallback()
    expect(new URL(second.loginUrl).searchParams.has('state')).toBe(false)
    expect(await statusOf(first.attemptId)).toBe('expired')
    expect((await refusalOf(finish(second.query, {}, OTHER))).code).toBe('state_unknown')
    await finish(second.query)
    expect(await statusOf(second.attemptId)).toBe('granted')
  })
})
