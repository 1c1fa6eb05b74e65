import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { codeVariant, publicVariant, signingVariant } from './client-variants.ts'
import type { OidcVariant } from './oidc-peer.ts'
import type { Dance, Step } from './peer.ts'
import { tlsVariant } from './tls-variants.ts'
import { withFeature } from './with-feature.ts'

/** Parts of the standards that a server may ask for, each in a dance of its own. */
export const OIDC_VARIANTS: readonly [name: string, variant: () => OidcVariant | Promise<OidcVariant>][] = [
  [
    'tokens bound to a key (RFC 9449)',
    () => ({
      configure: withFeature({
        dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
      }),
      ext: () => ({ dpop: 'on' }),
      more: [callsWithProof()],
    }),
  ],
  [
    'parameters sent ahead (RFC 9126)',
    () => ({
      configure: withFeature({
        pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      }),
      ext: () => ({ par: 'on' }),
    }),
  ],
  [
    'an end that only the server knows (RFC 7662)',
    () => ({ ext: () => ({ introspect: {}, fields: { expires_in: ['/not_told'] } }), more: [asksForTheEnd()] }),
  ],
  [
    'a token that is changed for another',
    () => ({
      ext: url => ({
        exchange: {
          url: `${url}/token`,
          client_auth: 'post',
          data: ['{"grant_type":"refresh_token"}', '{"refresh_token":"{refresh_token}"}'],
        },
      }),
    }),
  ],
  ['a code entered on another device (RFC 8628)', codeVariant],
  ['a client that signs (RFC 7523)', signingVariant],
  ['a client without a secret', publicVariant],
  ['a client known by its certificate (RFC 8705, tls_client_auth)', () => tlsVariant('tls_client_auth')],
  [
    'a client known by its own certificate (RFC 8705, self_signed_tls_client_auth)',
    () => tlsVariant('self_signed_tls_client_auth'),
  ],
]

/** The address of the account is an API like any other. */
function accountUrl({ peer }: Dance): string {
  return String(peer.document['oauth2_validate_url'])
}

function callsWithProof(): Step {
  return {
    name: 'an action calls with a proof for its call, and the token alone is refused',
    async run(dance) {
      const call = { method: 'GET', url: accountUrl(dance) }
      const { request, value } = await dance.read(undefined, call)
      assert.match(request?.headers['Authorization'] ?? '', /^DPoP /)
      const first = await fetch(call.url, { headers: request?.headers ?? {} })
      assert.equal(first.status, 200)
      const alone = await fetch(call.url, { headers: { authorization: `Bearer ${value}` } })
      assert.equal(alone.status, 401)
      assert.equal((await dance.read()).request, undefined)
    },
  }
}

function asksForTheEnd(): Step {
  return {
    name: 'the end of the token is known, because the server was asked',
    async run({ read }) {
      const { expiresAt } = await read()
      assert.ok(expiresAt !== null, 'no end is known')
      assert.ok(Date.parse(expiresAt) > Date.now())
    },
  }
}
