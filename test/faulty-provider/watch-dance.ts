import { createHash } from 'node:crypto'
import { CLIENT, LIFE } from './faulty-server.ts'
import { startFaultyProvider } from './start-faulty-provider.ts'
import type { Switch } from './switches.ts'

const VERIFIER = 'a-verifier-of-the-plain-client'
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')
const REDIRECT = 'http://localhost:4600/back'
const DAY_MS = 86_400_000

/** What a client of the plain protocol saw, by the name of the step; token words are cut to their kind. */
export type Seen = Record<string, string>

/** Goes through every request a client may send, in the manner of the standards, and notes each answer. */
export async function watchDance(switches: readonly Switch[]): Promise<Seen> {
  let shift = 0
  const start = Date.UTC(2026, 0, 1)
  const provider = await startFaultyProvider({ switches, now: () => start + shift })
  const { origin } = provider
  const seen: Seen = {}
  // Only where an answer is known to have no end is it worth the wait for none.
  const patience = switches.includes('slow') ? 150 : 20_000
  const ask = async (step: string, path: string, init: RequestInit = {}): Promise<string> => {
    const text = await answerText(origin + path, { ...init, signal: AbortSignal.timeout(patience) })
    seen[step] = text.replaceAll(origin, 'http://server').replaceAll(/(canary-[a-z]+)-\d+/g, '$1')
    return text
  }
  const post = (step: string, form: Record<string, string>, headers = {}) =>
    ask(step, '/token', { method: 'POST', body: new URLSearchParams(form), headers })
  const client = { client_id: CLIENT.id, client_secret: CLIENT.secret }
  try {
    const login = async (step: string, more: Record<string, string>) => {
      const query = { client_id: CLIENT.id, redirect_uri: REDIRECT, scope: 'read write', state: 's', ...more }
      return ask(step, `/authorize?${new URLSearchParams(query)}`)
    }
    const challenge = { code_challenge: CHALLENGE, code_challenge_method: 'S256', nonce: 'n' }
    const codeIn = (text: string) => /canary-code-\d+/.exec(text)?.[0] ?? ''
    const exchange = { ...client, grant_type: 'authorization_code', redirect_uri: REDIRECT }
    await login('login without PKCE', {})
    const code = codeIn(await login('login', challenge))
    await post('wrong verifier', { ...exchange, code: codeIn(await login('login', challenge)), code_verifier: 'other' })
    const issued = await post('exchange', { ...exchange, code, code_verifier: VERIFIER })
    const tokens = { access: wordIn(issued, 'access'), refresh: wordIn(issued, 'refresh') }
    await ask('me', '/me', { headers: { authorization: `Bearer ${tokens.access}` } })
    const renew = { ...client, grant_type: 'refresh_token' }
    const basic = { authorization: `Basic ${Buffer.from('abc:canary-secret%252B%2B%3A%2F').toString('base64')}` }
    await post('Basic', { grant_type: 'refresh_token', refresh_token: 'canary-none' }, basic)
    const early = await post('early refresh', { ...renew, refresh_token: tokens.refresh })
    shift += LIFE * 1000
    const next = wordIn(early, 'refresh') || tokens.refresh
    const [late] = await Promise.all([
      post('refresh', { ...renew, refresh_token: next }),
      post('at the same time', { ...renew, refresh_token: 'canary-none' }),
    ])
    shift += 25 * DAY_MS
    const last = wordIn(late, 'refresh') || next
    const rare = await post('rare refresh', { ...renew, refresh_token: last })
    await post('used refresh token', { ...renew, refresh_token: last })
    const newest = wordIn(rare, 'refresh') || last
    const after = await post('after the used one', { ...renew, refresh_token: newest })
    shift += 10 * DAY_MS
    await post('a month later', { ...renew, refresh_token: wordIn(after, 'refresh') || newest })
    await post('application', { ...client, grant_type: 'client_credentials' })
    await ask('revoke', '/revoke', { method: 'POST', body: new URLSearchParams({ token: 'canary-none' }) })
    const first = wordIn(issued, 'first') || 'canary-none'
    await ask('exchange of a first token', '/exchange', {
      method: 'POST',
      body: new URLSearchParams({ token: first }),
    })
    await ask('device', '/device', { method: 'POST' })
    await ask('introspect', '/introspect', { method: 'POST', body: new URLSearchParams({ token: 'canary-none' }) })
    await ask('metadata', '/.well-known/oauth-authorization-server')
    return seen
  } finally {
    await provider.close()
  }
}

function wordIn(text: string, kind: string): string {
  return new RegExp(`canary-${kind}-\\d+`).exec(text)?.[0] ?? ''
}

async function answerText(url: string, init: RequestInit): Promise<string> {
  try {
    const answer = await fetch(url, { redirect: 'manual', ...init })
    const body = Buffer.from(await answer.arrayBuffer())
    const shown = body.length > 2000 ? `${body.length} characters` : body.toString('utf8')
    return [answer.status, answer.headers.get('location'), answer.headers.get('content-type'), shown].join(' ')
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'no end' : 'no answer'
  }
}
