import type { ServerResponse } from 'node:http'
import { findAccount } from '../accounts.ts'
import { type Checker, checkRequest } from './check-request.ts'
import type { ClassicSettings } from './classic-settings.ts'
import { randomText } from './classic-store.ts'
import type { Received } from './verify-signature.ts'

const SIGN_IN_MS = 10 * 60_000

const PARTS = [
  { number: 'P-1001', name: 'Bracket', state: 'released' },
  { number: 'P-1002', name: 'Housing', state: 'in work' },
]

type Answer = (checker: Checker, received: Received, response: ServerResponse) => void

/** The addresses that programs call, all of them with signed requests. */
export const TOKEN_ROUTES: Readonly<Record<string, Answer>> = {
  '/classic/request_token': giveTemporary,
  '/classic/access_token': giveAccess,
  '/classic/me': withToken((_checker, { user, scopes }, response) => {
    sendJson(response, 200, { user, name: findAccount(user)?.name, scopes })
  }),
  '/classic/parts': withToken((_checker, { scopes }, response) => {
    const may = scopes.includes('parts.read')
    if (may) sendJson(response, 200, { items: PARTS })
    else sendJson(response, 403, { error: 'This token may not read parts. Allow parts.read when you sign in.' })
  }),
  '/classic/revoke': withToken(({ store }, { token }, response) => {
    store.revoke(token)
    sendJson(response, 200, { revoked: true })
  }),
}

function giveTemporary(checker: Checker, received: Received, response: ServerResponse): void {
  const { settings, store, now } = checker
  const { quirks = {} } = settings
  const checked = checkRequest(checker, received, token => (token === '' ? '' : undefined))
  if (!checked.ok) {
    refuse(checker, checked.problem, response)
    return
  }
  const callback = checked.params['oauth_callback'] ?? ''
  if (!quirks.callbackOnAuthorize && !isAllowedCallback(settings, callback)) {
    refuse(checker, 'parameter_rejected', response)
    return
  }
  const [token, secret] = [randomText(), randomText()]
  store.temporary.set(token, { secret, callback, scopes: [], expiresAt: now() + SIGN_IN_MS })
  const tokens = { oauth_token: token, oauth_token_secret: secret }
  const silent = quirks.unconfirmed || quirks.callbackOnAuthorize
  sendTokens(settings, response, silent ? tokens : { ...tokens, oauth_callback_confirmed: 'true' })
}

function giveAccess(checker: Checker, received: Received, response: ServerResponse): void {
  const { settings, store, now } = checker
  const secretOf = (token: string) => {
    const known = store.temporary.get(token)
    return known && known.expiresAt > now() ? known.secret : undefined
  }
  const checked = checkRequest(checker, received, secretOf)
  if (!checked.ok) {
    refuse(checker, checked.problem, response)
    return
  }
  const signIn = store.temporary.get(checked.token)
  const right = settings.quirks?.noVerifier || signIn?.verifier === checked.params['oauth_verifier']
  if (!signIn?.user || !signIn.verifier || !right) {
    refuse(checker, 'permission_denied', response)
    return
  }
  store.temporary.delete(checked.token)
  const { token, secret } = store.grant({ user: signIn.user, scopes: signIn.scopes })
  sendTokens(settings, response, { oauth_token: token, oauth_token_secret: secret, user_id: signIn.user })
}

interface Holder {
  token: string
  user: string
  scopes: string[]
}

function withToken(answer: (checker: Checker, holder: Holder, response: ServerResponse) => void): Answer {
  return (checker, received, response) => {
    const { store } = checker
    const checked = checkRequest(checker, received, token => store.access(token)?.secret)
    const access = checked.ok ? store.access(checked.token) : undefined
    if (!checked.ok) refuse(checker, checked.problem, response)
    else if (access) answer(checker, { token: checked.token, user: access.user, scopes: access.scopes }, response)
  }
}

/** Servers of OAuth 1 know where they send people back to by its host, if they do. */
export function isAllowedCallback({ callbackOrigins, quirks }: ClassicSettings, callback: string): boolean {
  if (quirks?.byHand) return callback === 'oob'
  return URL.canParse(callback) && callbackOrigins.includes(new URL(callback).origin)
}

function refuse({ settings, now }: Checker, problem: string, response: ServerResponse): void {
  const ahead = (settings.quirks?.clockAhead ?? 0) * 1000
  response.writeHead(401, {
    'content-type': 'application/x-www-form-urlencoded',
    'www-authenticate': `OAuth realm="practice"`,
    date: new Date(now() + ahead).toUTCString(),
  })
  response.end(new URLSearchParams({ oauth_problem: problem }).toString())
}

function sendTokens({ quirks }: ClassicSettings, response: ServerResponse, tokens: Record<string, string>): void {
  if (quirks?.json) {
    sendJson(response, 200, tokens)
    return
  }
  response.writeHead(200, { 'content-type': 'application/x-www-form-urlencoded', 'cache-control': 'no-store' })
  response.end(new URLSearchParams(tokens).toString())
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(`${JSON.stringify(body)}\n`)
}
