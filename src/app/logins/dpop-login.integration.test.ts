import { createPublicKey, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Configuration } from 'oidc-provider'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CredentialRequest } from '#shared/contract/credentials.ts'
import { createCookieBrowser } from '../../../examples/practice/cookie-browser.ts'
import { type Practice, startPractice } from '../../../examples/practice/start-practice.ts'
import { makeAddLogin } from './add-login.ts'
import { makeBeginAttempt } from './begin-attempt.ts'
import { makeFinishAttempt } from './finish-attempt.ts'
import { type LoginWorld, openLoginWorld, PUBLIC_URL, RETURN_PATH, refusalOf, SESSION } from './fixtures/login-world.ts'
import { makeReadLoginToken } from './read-login-token.ts'
import { makeStartAttempt } from './start-attempt.ts'
import { makeTestLogin } from './test-login.ts'

let world: LoginWorld
let server: Practice

/** A certified server that takes no request without a proof, and no proof without its newest nonce. */
const withNonces = (usual: Configuration): Configuration => ({
  ...usual,
  features: {
    ...usual.features,
    dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
  },
})

beforeEach(async () => {
  world = await openLoginWorld()
  server = await startPractice({
    dataDir: join(world.folder, 'oidc'),
    redirectUris: [PUBLIC_URL + RETURN_PATH],
    providerPort: 0,
    targetPort: 0,
    configure: withNonces,
  })
  Object.assign(world.document, {
    base_url: server.providerUrl,
    oauth2_auth_url: '/auth',
    oauth2_validate_url: '/me',
    oauth2_params_scope: ['{"openid":"Know who you are"}', '{"offline_access":"Stay"}'],
    oauth2_ext: { dpop: 'on', account: { id: '/sub', label: '/sub' } },
  })
  await world.load({ CLIENT_ID: server.clientId, CLIENT_SECRET: server.clientSecret })
})

afterEach(async () => {
  await server.close()
  await world.close()
})

async function signIn(): Promise<string> {
  const { context } = world
  const started = { inputs: {}, purpose: 'new', mode: 'popup' } as const
  const providerId = await world.providerId()
  const { id } = await makeStartAttempt(context)(SESSION, {
    ...started,
    providerId,
    scopes: ['openid', 'offline_access'],
  })
  const browser = createCookieBrowser()
  const page = (await browser.get((await makeBeginAttempt(context)(SESSION, id)).redirectTo)).location ?? ''
  const resumed = await browser.post(`${page}/login`, { user: 'planner', password: 'let-me-in' })
  const consent = (await browser.get(resumed.location ?? '')).location ?? ''
  const allowed = await browser.post(`${consent}/allow`, {})
  const query = new URL((await browser.get(allowed.location ?? '')).location ?? '').search.slice(1)
  await makeFinishAttempt(context)(SESSION, { connector: 'depot-cloud', slug: 'depot', query })
  return (await makeAddLogin(context)(SESSION, { attemptId: id, label: 'Depot1', inputs: {} })).id
}

it('9449-1: signs in, tests, renews and calls at a certified server that wants proofs with its nonces', async () => {
  const id = await signIn()
  const row = await world.context.store.accounts.get(id)
  if (!row) throw new Error('the login is gone')
  const read = async (more: Partial<CredentialRequest> = {}) => makeReadLoginToken(world.context)(row, { id, ...more })
  expect(await makeTestLogin(world.context)(row, 'en')).toMatchObject({ ok: true })
  const call = { method: 'get', url: `${server.providerUrl}/me?all=1` }
  const { request, value, credVersion } = await read({ call })
  expect((await fetch(call.url, { headers: request?.headers ?? {} })).status).toBe(200)
  expect((await fetch(call.url, { headers: { authorization: `Bearer ${value}` } })).status).toBe(401)
  const [head = ''] = (request?.headers['DPoP'] ?? '').split('.')
  const { jwk } = JSON.parse(Buffer.from(head, 'base64url').toString())
  expect(createPublicKey({ format: 'jwk', key: jwk }).type).toBe('public')
  const renewed = await read({ rejectedVersion: credVersion, call })
  expect(renewed.value).not.toBe(value)
  expect((await fetch(call.url, { headers: renewed.request?.headers ?? {} })).status).toBe(200)
  // Nothing is said of calls in general, and nothing of what is no call.
  expect((await read()).request).toBeUndefined()
  expect((await refusalOf(read({ call: { ...call, url: 'ftp://x' } }))).fields?.[0]?.pointer).toBe('/call/url')
  expect(world.logged()).not.toContain(String(value))
})
