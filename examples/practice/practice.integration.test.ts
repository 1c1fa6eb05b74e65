import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCookieBrowser } from './cookie-browser.ts'
import { type Practice, startPractice } from './start-practice.ts'

const REDIRECT_URI = 'http://localhost:4600/oauth/return/practice-cloud/practice'
const ALL_SCOPES = 'openid profile offline_access parts.read parts.write'

let folder: string
let practice: Practice

async function start(): Promise<Practice> {
  const files = { dataDir: join(folder, 'data'), loadFile: join(folder, 'oauths.json') }
  return startPractice({ ...files, redirectUris: [REDIRECT_URI], providerPort: 0, targetPort: 0 })
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-'))
  practice = await start()
})

afterEach(async () => {
  await practice.close()
  await rm(folder, { recursive: true })
})

interface Tokens {
  access_token: string
  refresh_token?: string
  expires_in: number
  scope: string
  error?: string
}

/** An authorization request as our engine sends it, with the verifier that belongs to it. */
function authorization(scope: string): { url: string; verifier: string } {
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL('/auth', practice.providerUrl)
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: practice.clientId,
    redirect_uri: REDIRECT_URI,
    scope,
    state: 'the-state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  return { url: url.href, verifier }
}

/** Signs in and stops at the consent page. */
async function signIn(url: string, user = 'planner') {
  const browser = createCookieBrowser()
  const loginUrl = (await browser.get(url)).location ?? ''
  const login = await browser.get(loginUrl)
  const resumed = await browser.post(`${loginUrl}/login`, { user, password: 'let-me-in' })
  const consentUrl = (await browser.get(resumed.location ?? '')).location ?? ''
  const consent = await browser.get(consentUrl)
  return { browser, login, consent, consentUrl }
}

async function endWith(step: 'allow' | 'cancel', { browser, consentUrl }: Awaited<ReturnType<typeof signIn>>) {
  const resumed = await browser.post(`${consentUrl}/${step}`, {})
  return new URL((await browser.get(resumed.location ?? '')).location ?? '')
}

async function post(path: string, body: Record<string, string>): Promise<Response> {
  const client = { client_id: practice.clientId, client_secret: practice.clientSecret }
  return fetch(new URL(path, practice.providerUrl), {
    method: 'POST',
    body: new URLSearchParams({ ...client, ...body }),
  })
}

async function logIn(scope = ALL_SCOPES): Promise<Tokens> {
  const { url, verifier } = authorization(scope)
  const callback = await endWith('allow', await signIn(url))
  const code = callback.searchParams.get('code') ?? ''
  const grant = { grant_type: 'authorization_code', redirect_uri: REDIRECT_URI, code, code_verifier: verifier }
  return (await post('/token', grant)).json() as Promise<Tokens>
}

async function refresh(refreshToken = ''): Promise<Tokens> {
  return (await post('/token', { grant_type: 'refresh_token', refresh_token: refreshToken })).json() as Promise<Tokens>
}

function call(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(new URL(path, practice.targetUrl), { headers })
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}

describe('the practice provider', () => {
  it('gives tokens after login and consent, and both services accept the access token', async () => {
    const tokens = await logIn()
    expect(tokens).toMatchObject({ expires_in: 120, scope: ALL_SCOPES, refresh_token: expect.any(String) })
    const me = await fetch(new URL('/me', practice.providerUrl), { headers: bearer(tokens.access_token) })
    expect(await me.json()).toEqual({ sub: 'planner', name: 'Petra Planner', preferred_username: 'planner' })
    const whoami = await call('/whoami', bearer(tokens.access_token))
    expect(await whoami.json()).toMatchObject({ user: 'planner', via: 'bearer' })
    expect((await call('/parts', bearer(tokens.access_token))).status).toBe(200)
  })

  it('shows the people and the password, then one line a scope', async () => {
    const { login, consent } = await signIn(authorization(ALL_SCOPES).url, 'engineer')
    expect(login.text).toContain('<code>engineer</code>')
    expect(login.text).toContain('<code>let-me-in</code>')
    expect(consent.text).toContain('Emil Engineer')
    for (const scope of ALL_SCOPES.split(' ')) expect(consent.text).toContain(`<code>${scope}</code>`)
  })

  it('asks again when the password is wrong', async () => {
    const browser = createCookieBrowser()
    const loginUrl = (await browser.get(authorization('openid').url)).location ?? ''
    const answer = await browser.post(`${loginUrl}/login`, { user: '"><b>', password: 'wrong' })
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('role="alert"')
    expect(answer.text).not.toContain('<b>')
  })

  it('tells the application when a person cancels', async () => {
    const callback = await endWith('cancel', await signIn(authorization(ALL_SCOPES).url))
    expect(Object.fromEntries(callback.searchParams)).toMatchObject({ error: 'access_denied', state: 'the-state' })
  })

  it('refuses an authorization without PKCE', async () => {
    const url = new URL(authorization('openid').url)
    url.searchParams.delete('code_challenge')
    const answer = await createCookieBrowser().get(url.href)
    expect(new URL(answer.location ?? '').searchParams.get('error')).toBe('invalid_request')
  })

  it('refuses a redirect URI it does not know with a page, not a redirect', async () => {
    const answer = await createCookieBrowser().get(
      authorization('openid').url.replace(encodeURIComponent(REDIRECT_URI), 'http%3A%2F%2Flocalhost%2Felsewhere'),
    )
    expect(answer.location).toBeUndefined()
    expect(answer.status).toBe(400)
  })

  it('changes the refresh token at every use', async () => {
    const first = await logIn()
    const second = await refresh(first.refresh_token)
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(second.access_token).not.toBe(first.access_token)
    expect((await call('/whoami', bearer(second.access_token))).status).toBe(200)
  })

  it('takes everything back when a refresh token is used twice', async () => {
    const first = await logIn()
    const second = await refresh(first.refresh_token)
    expect((await refresh(first.refresh_token)).error).toBe('invalid_grant')
    expect((await refresh(second.refresh_token)).error).toBe('invalid_grant')
    expect((await call('/whoami', bearer(second.access_token))).status).toBe(401)
  })

  it('revokes one login and leaves another of the same person alone', async () => {
    const [one, other] = [await logIn(), await logIn()]
    expect((await post('/token/revocation', { token: one.refresh_token ?? '' })).status).toBe(200)
    expect((await refresh(one.refresh_token)).error).toBe('invalid_grant')
    expect((await call('/whoami', bearer(one.access_token))).status).toBe(401)
    expect((await call('/whoami', bearer(other.access_token))).status).toBe(200)
  })

  it('keeps client and grants over a restart', async () => {
    const tokens = await logIn()
    await practice.close()
    const before = practice
    practice = await start()
    expect(practice.clientSecret).toBe(before.clientSecret)
    const renewed = await refresh(tokens.refresh_token)
    expect((await call('/whoami', bearer(renewed.access_token))).status).toBe(200)
  })

  it('writes an OAuth load file that only its owner can read', async () => {
    const path = join(folder, 'oauths.json')
    const { classicKey, classicSecret } = practice
    const { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, providerUrl: BASE_URL } = practice
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      'practice-cloud': { Practice: { CLIENT_ID, CLIENT_SECRET, BASE_URL } },
      'practice-classic': {
        'Practice Classic': { CLIENT_ID: classicKey, CLIENT_SECRET: classicSecret, BASE_URL: `${BASE_URL}/classic` },
      },
    })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('takes the next port when the wished one is taken', async () => {
    const taken = Number(new URL(practice.providerUrl).port)
    const dataDir = join(folder, 'second')
    const second = await startPractice({ dataDir, redirectUris: [REDIRECT_URI], providerPort: taken, targetPort: 0 })
    expect(Number(new URL(second.providerUrl).port)).toBeGreaterThan(taken)
    await second.close()
  })
})

describe('the practice API', () => {
  it.each([
    ['a user and password', '/whoami', { authorization: `Basic ${btoa('practice:let-me-in')}` }, 'basic'],
    ['an app key in a header', '/whoami', { 'x-app-key': 'practice-app-key' }, 'app-key'],
    ['an app key in the address', '/whoami?appKey=practice-app-key', {}, 'app-key'],
  ])('accepts %s', async (_what, path, headers, via) => {
    const answer = await call(path, headers)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ user: 'practice', via })
  })

  it.each([
    ['nothing', {}],
    ['a wrong password', { authorization: `Basic ${btoa('practice:wrong')}` }],
    ['a wrong key', { 'x-app-key': 'wrong' }],
    ['a made-up token', { authorization: 'Bearer made-up' }],
  ])('refuses %s', async (_what, headers) => {
    const answer = await call('/parts', headers as Record<string, string>)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toHaveProperty('error')
  })

  it('refuses parts to a token without that scope', async () => {
    const { access_token } = await logIn('openid profile')
    expect((await call('/parts', bearer(access_token))).status).toBe(403)
  })
})

describe('Practice Classic', () => {
  const sign = (
    nonce: string,
    changes: Partial<Record<'key' | 'secret' | 'callback', string>> = {},
    at = Date.now(),
  ) => {
    const { key = practice.classicKey, secret = practice.classicSecret, callback = REDIRECT_URI } = changes
    const params = {
      oauth_callback: callback,
      oauth_consumer_key: key,
      oauth_nonce: nonce,
      oauth_signature: `${secret}&`,
      oauth_signature_method: 'PLAINTEXT',
      oauth_timestamp: String(Math.floor(at / 1000)),
    }
    const parts = Object.entries(params).map(([name, value]) => `${name}="${encodeURIComponent(value)}"`)
    return fetch(`${practice.providerUrl}/classic/request_token`, {
      method: 'POST',
      headers: { authorization: `OAuth ${parts.join(', ')}` },
    }).then(answer => answer.text())
  }

  it('gives a temporary token to its client, once for each nonce', async () => {
    expect(await sign('n1')).toMatch(/^oauth_token=[\w-]+&oauth_token_secret=[\w-]+&oauth_callback_confirmed=true$/)
    expect(await sign('n1')).toBe('oauth_problem=nonce_used')
  })

  it('gives none to a stranger, for another callback, or at another time', async () => {
    expect(await sign('n2', { secret: 'wrong' })).toBe('oauth_problem=signature_invalid')
    expect(await sign('n3', { key: 'wrong' })).toBe('oauth_problem=consumer_key_unknown')
    expect(await sign('n4', { callback: 'https://evil.example/' })).toBe('oauth_problem=parameter_rejected')
    expect(await sign('n5', {}, Date.now() - 3_600_000)).toBe('oauth_problem=timestamp_refused')
  })

  it('shows no sign-in page for a token it did not give out', async () => {
    const answer = await fetch(`${practice.providerUrl}/classic/authorize?oauth_token=nobody`)
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('This sign-in is over')])
  })
})
