import { generateKeyPairSync } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { openAttemptGrant } from './attempt-secrets.ts'
import { makeBeginAttempt } from './begin-attempt.ts'
import { makeFinishAttempt } from './finish-attempt.ts'
import { type ClassicOptions, type ClassicWorld, openClassicWorld } from './fixtures/classic-world.ts'
import { PUBLIC_URL, refusalOf, SESSION } from './fixtures/login-world.ts'
import { makeGetAttempt } from './get-attempt.ts'

const OTHER = { ...SESSION, sessionHash: 'b'.repeat(64) }
const CALLBACK = { connector: 'depot-cloud', slug: 'depot' }

let classic: ClassicWorld

async function open(options: ClassicOptions = {}): Promise<ClassicWorld> {
  classic = await openClassicWorld(options)
  return classic
}

afterEach(async () => {
  expect(classic.world.logged()).not.toContain('canary')
  await classic.close()
})

const finishAs = (session: typeof SESSION | undefined, query: string, place = CALLBACK) =>
  makeFinishAttempt(classic.world.context)(session, { ...place, query })

const RSA = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

describe('a sign-in of OAuth 1.0a', () => {
  it('gets a token in three steps, and says who signed in', async () => {
    await open()
    const { id } = await classic.signIn()
    const status = await makeGetAttempt(classic.world.context)(SESSION, id, 'en')
    expect(status).toMatchObject({ status: 'granted', suggestedLabel: 'Depot1', account: 'Petra Planner' })
    expect(status.scopes).toEqual(['parts.read'])
    const calls = classic.requests.filter(line => !line.includes('/sign-in/'))
    expect(calls).toEqual([
      'POST /classic/request_token',
      'GET /classic/authorize',
      'POST /classic/access_token',
      'GET /classic/me',
    ])
  })

  it.each(['HMAC-SHA1', 'HMAC-SHA256', 'HMAC-SHA512', 'PLAINTEXT'])('signs with %s', async method => {
    await open({ quirks: { onlyMethod: method }, document: { oauth1_signature_method: method } })
    expect((await classic.signIn()).status).toBe('granted')
  })

  it('signs with RSA-SHA1 and a private key, without any client secret', async () => {
    await open({
      quirks: { onlyMethod: 'RSA-SHA1' },
      document: { oauth1_signature_method: 'RSA-SHA1' },
      publicKey: RSA.publicKey,
      values: { PRIVATE_KEY: RSA.privateKey, CLIENT_SECRET: '' },
    })
    expect((await classic.signIn()).status).toBe('granted')
  })

  it.each(['header', 'query', 'body'] as const)('sends the signature in the %s', async place => {
    await open({ quirks: { onlyIn: place }, document: { oauth1_send_in: place, oauth1_realm: 'Depot "1"' } })
    const { id } = await classic.signIn()
    const status = await makeGetAttempt(classic.world.context)(SESSION, id, 'en')
    expect(status).toMatchObject({ status: 'granted', account: 'Petra Planner' })
  })

  it('keeps the temporary token and its secret out of the database in clear', async () => {
    await open()
    const { attemptId, loginUrl } = await classic.begin()
    const token = new URL(loginUrl).searchParams.get('oauth_token') ?? ''
    const row = await classic.attempt(attemptId)
    const text = JSON.stringify(row) + Buffer.from(row.secrets ?? []).toString('latin1')
    expect(token.length).toBeGreaterThan(20)
    expect(text).not.toContain(token)
    expect(row.lookupHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('COSF-2: lets a start address work once, and asks the service once', async () => {
    await open()
    const begin = makeBeginAttempt(classic.world.context)
    const id = await classic.start()
    expect((await refusalOf(begin(OTHER, id))).code).toBe('other_session')
    const tries = await Promise.allSettled([begin(SESSION, id), begin(SESSION, id), begin(SESSION, id)])
    expect(tries.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    expect((await refusalOf(begin(SESSION, id))).code).toBe('state_used')
    expect(classic.requests).toEqual(['POST /classic/request_token'])
  })

  it('5849-6: goes by the clock of a server that refuses the time, and remembers it for an hour', async () => {
    await open({ quirks: { clockAhead: 4_000 } })
    expect((await classic.signIn()).status).toBe('granted')
    const count = (name: string) => classic.requests.filter(line => line.endsWith(name)).length
    expect([count('request_token'), count('access_token')]).toEqual([2, 1])
  })
})

/** Each switch of the server with the keys that cover it; without them the sign-in has to end. */
const QUIRKS: [string, ClassicOptions['quirks'], JsonObject][] = [
  ['5849-1 that confirms no callback', { unconfirmed: true }, { oauth1_no_callback_confirmed: true }],
  ['5849-3 that sends no verifier', { noVerifier: true }, { oauth1_no_verifier: true }],
  [
    'that wants the callback at its login page',
    { callbackOnAuthorize: true },
    { oauth1_ext: { callback_in: 'authorize' } },
  ],
  ['that takes PLAINTEXT alone', { onlyMethod: 'PLAINTEXT' }, { oauth1_signature_method: 'PLAINTEXT' }],
]

describe('a server of OAuth 1', () => {
  it.each(QUIRKS)('%s is served by its key, and by nothing less', async (_, quirks = {}, document) => {
    await open({ quirks, document })
    expect((await classic.signIn()).status).toBe('granted')
    await classic.close()
    await open({ quirks })
    const { attemptId, loginUrl } = await classic.begin()
    if (loginUrl.includes('/classic/')) await classic.finish(await classic.visit(loginUrl))
    expect((await classic.attempt(attemptId)).status).toBe('failed')
  })

  it('is asked once who signed in, with a signature, where userinfo says so', async () => {
    const userinfo = { url: '/me', keep: ['name'] }
    const account = { id: '/user', label: '/name', from: 'userinfo' }
    await open({ document: { oauth1_validate_url: '', oauth1_ext: { userinfo, account } } })
    const row = await classic.signIn()
    expect(await makeGetAttempt(classic.world.context)(SESSION, row.id, 'en')).toMatchObject({
      account: 'Petra Planner',
    })
    expect(classic.requests.filter(line => line.endsWith('/me'))).toEqual(['GET /classic/me'])
    const kept = openAttemptGrant(classic.world.context, row)
    expect(kept && 'tokens' in kept && kept.tokens.kept).toEqual({ name: 'Petra Planner' })
  })

  it('is asked no more often than limits say', async () => {
    await open({ document: { oauth1_ext: { limits: { per_minute: 3 } } } })
    expect((await classic.signIn()).status).toBe('granted')
    const { attemptId } = await classic.begin()
    const sent = classic.requests.length
    const later = await classic.begin()
    expect(classic.requests).toHaveLength(sent)
    expect((await classic.attempt(attemptId)).status).toBe('started')
    expect((await classic.attempt(later.attemptId)).error).toMatchObject({ code: 'temporarily_unavailable' })
  })

  it('may answer in JSON', async () => {
    await open({ quirks: { json: true } })
    expect((await classic.signIn()).status).toBe('granted')
  })

  it('that gives no temporary token ends the attempt, and the window shows why', async () => {
    await open()
    const problem = 'oauth_problem=consumer_key_unknown&oauth_problem_advice=No+such+key+canary-secret'
    for (const [status, body, code, word] of [
      [401, problem, 'token_refused', 'consumer_key_unknown'],
      [401, 'Invalid signature for canary-secret', 'token_refused', 'Invalid signature'],
      [503, 'Down', 'temporarily_unavailable', 'http_503'],
      [200, '<html>canary-secret</html>', 'temporarily_unavailable', 'html_page'],
      [307, '', 'token_refused', 'http_307'],
    ] as const) {
      classic.faults.push({ status, body })
      const { attemptId, loginUrl } = await classic.begin()
      expect(loginUrl).toBe(`${PUBLIC_URL}/oauth/done/${attemptId}`)
      const { error, status: state } = await makeGetAttempt(classic.world.context)(SESSION, attemptId, 'en')
      expect([state, word]).toEqual(['failed', error?.detail.includes(word) ? word : error?.detail])
      if (status !== 307) expect(error?.code).toBe(code)
      expect(JSON.stringify(error)).not.toContain('canary')
    }
  })

  it('that gives the same temporary token again takes it from the sign-in before', async () => {
    await open({ document: { oauth1_no_callback_confirmed: true } })
    const body = 'oauth_token=again&oauth_token_secret=s'
    classic.faults.push({ status: 200, body }, { status: 200, body })
    const first = await classic.begin()
    const second = await classic.begin()
    expect((await classic.attempt(first.attemptId)).status).toBe('expired')
    expect((await classic.attempt(second.attemptId)).status).toBe('started')
  })
})

describe('a callback of OAuth 1 is refused', () => {
  it('without a session, in another one, and for another user, before anything is sent; then the attempt goes on', async () => {
    await open()
    const { attemptId, loginUrl } = await classic.begin()
    const query = await classic.visit(loginUrl)
    expect((await refusalOf(finishAs(undefined, query))).code).toBe('session_missing')
    expect((await refusalOf(finishAs(OTHER, query))).code).toBe('other_session')
    expect((await refusalOf(finishAs({ ...SESSION, userId: 'usr_two' }, query))).code).toBe('other_user')
    expect(classic.requests).not.toContain('POST /classic/access_token')
    await classic.finish(query)
    expect((await classic.attempt(attemptId)).status).toBe('granted')
  })

  it('5849-2: with another temporary token than that of this sign-in', async () => {
    await open()
    const { loginUrl } = await classic.begin()
    const query = new URLSearchParams(await classic.visit(loginUrl))
    const verifier = query.get('oauth_verifier') ?? ''
    const token = query.get('oauth_token') ?? ''
    const odd = [
      `oauth_token=other&oauth_verifier=${verifier}`,
      `oauth_verifier=${verifier}`,
      `oauth_token=${token}&oauth_token=other&oauth_verifier=${verifier}`,
      `oauth_token=${token}&denied=other&oauth_verifier=${verifier}`,
      `state=${token}&oauth_verifier=${verifier}`,
    ]
    for (const text of odd) expect((await refusalOf(classic.finish(text))).code).toBe('state_unknown')
    expect(classic.requests).not.toContain('POST /classic/access_token')
  })

  it('a second time, and the first result stays', async () => {
    await open()
    const { attemptId, loginUrl } = await classic.begin()
    const query = await classic.visit(loginUrl)
    await classic.finish(query)
    expect((await refusalOf(classic.finish(query))).code).toBe('state_used')
    expect((await classic.attempt(attemptId)).status).toBe('granted')
    expect(classic.requests.filter(line => line.endsWith('access_token'))).toHaveLength(1)
  })

  it('when it comes too late', async () => {
    await open()
    const { attemptId, loginUrl } = await classic.begin()
    const query = await classic.visit(loginUrl)
    classic.world.clock.shift = 10 * 60_000
    expect((await refusalOf(classic.finish(query))).code).toBe('state_expired')
    expect((await classic.attempt(attemptId)).status).toBe('expired')
  })

  it('COAT-2: at the return address of another provider', async () => {
    await open()
    await classic.world.load({}, 'Evil')
    const { attemptId, loginUrl } = await classic.begin()
    const query = await classic.visit(loginUrl)
    expect((await refusalOf(finishAs(SESSION, query, { ...CALLBACK, slug: 'evil' }))).code).toBe('state_unknown')
    expect(classic.requests).not.toContain('POST /classic/access_token')
    expect((await classic.attempt(attemptId)).status).toBe('started')
  })
})

describe('a sign-in of OAuth 1 that the person ends', () => {
  it.each([
    [{}, 'Depot Classic said: Cancel was pressed. Try again, or untick a permission first.'],
    [{ deniedToken: true }, 'Depot Classic did not allow it. Try again, or untick a permission first.'],
  ])('with %j is told once', async (quirks, detail) => {
    await open({ quirks })
    const row = await classic.signIn('cancel')
    expect([row.status, row.error]).toEqual(['failed', { code: 'server_denied', detail }])
    expect(classic.requests).not.toContain('POST /classic/access_token')
  })

  it('without a word, only by leaving out the verifier', async () => {
    await open()
    const { attemptId, loginUrl } = await classic.begin()
    await classic.finish(`oauth_token=${new URL(loginUrl).searchParams.get('oauth_token')}`)
    const { status, error } = await classic.attempt(attemptId)
    expect([status, error?.code]).toEqual(['failed', 'server_denied'])
  })
})
