import type { ServerResponse } from 'node:http'
import { checkProof } from './check-proof.ts'
import { giveDeviceCode } from './device-grant.ts'
import { type FaultyServer, LIFE } from './faulty-server.ts'
import { changeFirst } from './issue-access.ts'
import type { Asked } from './read-asked.ts'
import { sayNonce, sendJson } from './write-answer.ts'

/** Whose token it is: at `/me`, or with `me_elsewhere` at `/profile` alone. */
export function answerMe(server: FaultyServer, asked: Asked, response: ServerResponse): void {
  const [status, body] = describeMe(server, asked)
  sayNonce(server, response)
  if (status === 401 && server.on.has('dpop_nonce')) {
    response.setHeader('www-authenticate', `DPoP error="${'error' in body ? body.error : ''}"`)
  }
  // It has words for it where others have a status.
  if (status === 401 && server.on.has('ok_false')) sendJson(response, 200, { ok: false, reason: 'token_revoked' })
  else sendJson(response, status, body)
}

function describeMe(server: FaultyServer, asked: Asked): [status: number, body: object] {
  const { on, memory, now } = server
  const { authorization = '' } = asked.headers
  const scheme = on.has('dpop_nonce') ? 'DPoP ' : 'Bearer '
  const token = on.has('validate_header')
    ? String(asked.headers['depot-token'] ?? '')
    : authorization.startsWith(scheme)
      ? authorization.slice(scheme.length)
      : ''
  const grant = memory.byAccess(token, now())
  if (!grant) return [401, { error: 'invalid_token' }]
  if (on.has('dpop_nonce')) {
    const proven = checkProof(server, asked, token)
    if (!('jkt' in proven) || proven.jkt !== grant.jkt)
      return [401, 'jkt' in proven ? { error: 'invalid_token' } : proven]
  }
  if (on.has('version_header') && asked.headers['depot-version'] !== '2026-01') return [400, { error: 'no_version' }]
  if (on.has('tenant') && asked.query.get('tenant') !== 'hall-7') return [400, { error: 'no_tenant' }]
  server.visits++
  const count = on.has('userinfo_changes') ? ` ${server.visits}` : ''
  const person = { sub: grant.subject, name: `Name of ${grant.subject}${count}`, mail: 'post@depot.example' }
  if (on.has('me_elsewhere') && asked.path === '/me') return [200, wordsFor(server, { status: 'good' })]
  const shown = on.has('me_nested') ? { person: { uid: person.sub, shown: person.name } } : person
  return [200, wordsFor(server, shown)]
}

function wordsFor({ on }: FaultyServer, members: object): object {
  if (on.has('ok_false')) return { ok: true, ...members }
  return on.has('error_says_success') ? { ...members, error: 'success' } : members
}

/** Ends the grant of a token, at `/revoke`, or with `revoke_elsewhere` by DELETE at `/tokens`. */
export function answerRevoke(server: FaultyServer, asked: Asked, response: ServerResponse): void {
  sendJson(response, ...revoke(server, asked))
}

function revoke({ on, memory, now }: FaultyServer, asked: Asked): [status: number, body: object] {
  if (on.has('revoke_503')) return [503, { error: 'temporarily_unavailable' }]
  const wanted = on.has('revoke_elsewhere') ? 'DELETE /tokens' : 'POST /revoke'
  if (`${asked.method} ${asked.path}` !== wanted) return [404, { error: 'not_found' }]
  const token = asked.body['token'] ?? ''
  const grant = memory.byRefresh(token) ?? memory.byAccess(token, now())
  if (grant) grant.ended = true
  return [200, {}]
}

/** Changes a token of the first kind into one that works. */
export function answerExchange(server: FaultyServer, asked: Asked, response: ServerResponse): void {
  const access = changeFirst(server, asked.body['token'] ?? '')
  if (access === undefined) sendJson(response, 400, { error: 'invalid_grant' })
  else sendJson(response, 200, { access_token: access, token_type: 'Bearer', expires_in: LIFE })
}

/** Whether a token is good, and until when (RFC 7662 §2.2). */
export function answerIntrospect(server: FaultyServer, asked: Asked, response: ServerResponse): void {
  const { on, memory, now } = server
  const token = asked.body['token'] ?? ''
  const grant = memory.byAccess(token, now())
  const exp = Math.floor((grant?.accessEnds.get(token) ?? 0) / 1000)
  if (!on.has('introspects')) sendJson(response, 404, { error: 'not_found' })
  else sendJson(response, 200, grant ? { active: true, exp } : { active: false })
}

/** A code to enter elsewhere, where the server has no other way. */
export function answerDevice(server: FaultyServer, response: ServerResponse): void {
  if (server.on.has('device_slow_down')) sendJson(response, 200, giveDeviceCode(server))
  else sendJson(response, 404, { error: 'not_found' })
}

/** What the server says about itself (RFC 8414). With `metadata_only` its addresses stand nowhere else. */
export function answerMetadata({ on, origin }: FaultyServer, response: ServerResponse): void {
  const says = on.has('metadata_only') || on.has('promises_iss')
  const metadata = {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    ...(on.has('promises_iss') ? { authorization_response_iss_parameter_supported: true } : {}),
  }
  if (says) sendJson(response, 200, metadata)
  else sendJson(response, 404, { error: 'not_found' })
}
