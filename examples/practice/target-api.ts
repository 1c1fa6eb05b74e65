import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import { findAccount } from './accounts.ts'

const USER = 'practice'
const PASSWORD = 'let-me-in'
const APP_KEY = 'practice-app-key'

const PARTS = [
  { number: 'P-1001', name: 'Bracket', state: 'released', stock: 42 },
  { number: 'P-1002', name: 'Housing', state: 'in work', stock: 0 },
  { number: 'P-1003', name: 'Shaft', state: 'released', stock: 7 },
]

interface Caller {
  user: string
  name?: string
  via: 'basic' | 'app-key' | 'bearer'
  /** Of a bearer token; the other two may do everything. */
  scopes?: string[]
}

/** A small API to call with what was saved: `GET /whoami` and `GET /parts`. */
export async function answerTarget(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://practice')
  const known = url.pathname === '/whoami' || url.pathname === '/parts'
  if (!known || request.method !== 'GET') return send(response, 404, { error: 'There is no such address here.' })
  const caller = await identify(provider, request, url)
  if (!caller) {
    response.setHeader('www-authenticate', 'Basic realm="practice", Bearer realm="practice"')
    return send(response, 401, { error: 'This needs a user and password, an app key, or an access token.' })
  }
  if (url.pathname === '/whoami') return send(response, 200, caller)
  if (caller.scopes && !caller.scopes.includes('parts.read')) {
    return send(response, 403, { error: 'This token may not read parts. Allow parts.read when you sign in.' })
  }
  send(response, 200, { items: PARTS })
}

async function identify(provider: Provider, request: IncomingMessage, url: URL): Promise<Caller | undefined> {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(/ +/, 2)
  if (scheme.toLowerCase() === 'basic') {
    const right = Buffer.from(value, 'base64').toString('utf8') === `${USER}:${PASSWORD}`
    return right ? { user: USER, via: 'basic' } : undefined
  }
  if (scheme.toLowerCase() === 'bearer') return identifyToken(provider, value)
  const key = request.headers['x-app-key'] ?? url.searchParams.get('appKey')
  return key === APP_KEY ? { user: USER, via: 'app-key' } : undefined
}

/** Asks the provider's own store, so that a revoked or expired token is refused at once. */
async function identifyToken(provider: Provider, value: string): Promise<Caller | undefined> {
  const token = await provider.AccessToken.find(value)
  const account = token?.isValid ? findAccount(token.accountId) : undefined
  if (!token || !account) return undefined
  return { user: account.id, name: account.name, via: 'bearer', scopes: [...token.scopes] }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(`${JSON.stringify(body)}\n`)
}
