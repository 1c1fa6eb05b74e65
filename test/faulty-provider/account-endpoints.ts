import type { ServerResponse } from 'node:http'
import type { FaultyServer } from './faulty-server.ts'
import type { Asked } from './read-asked.ts'
import { sendJson } from './write-answer.ts'

/** Whose token it is: at `/me`, or with `me_elsewhere` at `/profile` alone. */
export function answerMe(server: FaultyServer, asked: Asked, response: ServerResponse): void {
  sendJson(response, ...describeMe(server, asked))
}

function describeMe(server: FaultyServer, asked: Asked): [status: number, body: object] {
  const { on, memory, now } = server
  const { authorization = '' } = asked.headers
  const token = on.has('validate_header') ? String(asked.headers['depot-token'] ?? '') : authorization.slice(7)
  const grant = memory.byAccess(token, now())
  if (!grant) return [401, { error: 'invalid_token' }]
  if (on.has('version_header') && asked.headers['depot-version'] !== '2026-01') return [400, { error: 'no_version' }]
  if (on.has('tenant') && asked.query.get('tenant') !== 'hall-7') return [400, { error: 'no_tenant' }]
  server.visits++
  const count = on.has('userinfo_changes') ? ` ${server.visits}` : ''
  const person = { sub: grant.subject, name: `Name of ${grant.subject}${count}`, mail: 'post@depot.example' }
  if (on.has('me_elsewhere') && asked.path === '/me') return [200, { status: 'good' }]
  const shown = on.has('me_nested') ? { person: { uid: person.sub, shown: person.name } } : person
  return [200, on.has('error_says_success') ? { ...shown, error: 'success' } : shown]
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
