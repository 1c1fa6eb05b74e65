import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { Configuration } from 'oidc-provider'
import type { OidcVariant } from './oidc-peer.ts'
import type { Dance, Step } from './peer.ts'

/** Parts of the standards that a server may ask for, each in a dance of its own. */
export const OIDC_VARIANTS: readonly [name: string, variant: OidcVariant][] = [
  [
    'tokens bound to a key (RFC 9449)',
    {
      configure: withFeature({
        dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
      }),
      ext: () => ({ dpop: 'on' }),
      more: [callsWithProof()],
    },
  ],
  [
    'parameters sent ahead (RFC 9126)',
    {
      configure: withFeature({
        pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      }),
      ext: () => ({ par: 'on' }),
    },
  ],
  [
    'an end that only the server knows (RFC 7662)',
    { ext: () => ({ introspect: {}, fields: { expires_in: ['/not_told'] } }), more: [asksForTheEnd()] },
  ],
  [
    'a token that is changed for another',
    {
      ext: url => ({
        exchange: {
          url: `${url}/token`,
          client_auth: 'post',
          data: ['{"grant_type":"refresh_token"}', '{"refresh_token":"{refresh_token}"}'],
        },
      }),
    },
  ],
]

function withFeature(features: Configuration['features']): OidcVariant['configure'] {
  return usual => ({ ...usual, features: { ...usual.features, ...features } })
}

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
