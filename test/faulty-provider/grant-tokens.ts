import { createHash } from 'node:crypto'
import { pollDevice } from './device-grant.ts'
import { type FaultyServer, type Refusal, refuse } from './faulty-server.ts'
import { type Issued, issueAccess } from './issue-access.ts'
import { refresh } from './refresh.ts'

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

/** Does what a token request asks for. */
export function grantTokens(server: FaultyServer, params: Record<string, string>): Issued | Refusal {
  const { on, memory } = server
  const type = params['grant_type']
  if (type === 'client_credentials') {
    if (on.has('client_refresh')) return refresh(server, params)
    if (!on.has('client_only')) return refuse('unauthorized_client', 'this application acts for people only')
    const grant = memory.open({ subject: 'the application', scopes: [] }, server.now())
    return { access: issueAccess(server, grant), grant }
  }
  if (type === DEVICE_GRANT) return pollDevice(server, params)
  if (type === 'authorization_code') return exchangeCode(server, params)
  return refresh(server, params)
}

function exchangeCode(server: FaultyServer, params: Record<string, string>): Issued | Refusal {
  const { on, memory } = server
  const pending = memory.codes.get(params['code'] ?? '')
  memory.codes.delete(params['code'] ?? '')
  if (!pending) return refuse('invalid_grant', 'the code is unknown or was used')
  if (on.has('no_redirect_uri') && params['redirect_uri'] !== undefined) {
    return refuse('invalid_request', 'unknown parameter redirect_uri')
  }
  if (!on.has('no_redirect_uri') && params['redirect_uri'] !== pending.redirectUri) {
    return refuse('invalid_grant', 'redirect_uri is another one')
  }
  if (on.has('callback_realm') && params['realm'] !== '4711') return refuse('invalid_request', 'realm is missing')
  const ours = createHash('sha256')
    .update(params['code_verifier'] ?? '')
    .digest('base64url')
  if (!on.has('pkce_ignore') && pending.challenge !== '' && ours !== pending.challenge) {
    return refuse('invalid_grant', 'the verifier does not fit')
  }
  // Somebody took the challenge out on its way (RFC 9700 §4.8.2).
  if (!on.has('pkce_ignore') && pending.challenge === '' && params['code_verifier'] !== undefined) {
    return refuse('invalid_grant', 'a verifier without a challenge')
  }
  const grant = memory.open(pending, server.now())
  return { access: issueAccess(server, grant), refresh: grant.refresh, grant }
}
