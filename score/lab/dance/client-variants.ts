import { generateKeyPairSync } from 'node:crypto'
import type { ClientMetadata, Configuration } from 'oidc-provider'
import type { OidcVariant } from './oidc-peer.ts'
import { withFeature } from './with-feature.ts'

/** A client that signs: at the token address, when it sends parameters ahead, asks for an end and ends tokens. */
export function signingVariant(): OidcVariant {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] }
  const ahead = withFeature({
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
  })
  return {
    configure: usual => ahead(withClient(usual, { jwks, token_endpoint_auth_method: 'private_key_jwt' })),
    ext: () => ({
      client_auth: 'private_key_jwt',
      assertion: { alg: 'ES256' },
      par: 'on',
      introspect: {},
      fields: { expires_in: ['/not_told'] },
    }),
    values: { PRIVATE_KEY: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) },
  }
}

/** A client without a secret: the proof of each sign-in (PKCE) is all it has. */
export function publicVariant(): OidcVariant {
  return {
    configure: usual => withClient(usual, { token_endpoint_auth_method: 'none' }),
    ext: () => ({ client_auth: 'none' }),
    values: {},
  }
}

const DEVICE_PAGES = {
  enabled: true,
  userCodeInputSource: (ctx: { body: unknown }, form: string) => {
    ctx.body = form
  },
  successSource: (ctx: { body: unknown }) => {
    ctx.body = 'You may close this window.'
  },
}

/** A client whose people enter a code on another device (RFC 8628). */
export function codeVariant(): OidcVariant {
  const grants = ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token']
  return {
    configure(usual) {
      const changed = withFeature({ deviceFlow: DEVICE_PAGES })(withClient(usual, { grant_types: grants }))
      return { ...changed, ttl: { ...changed.ttl, DeviceCode: 600 } }
    },
    ext: () => ({ grant: 'device_code', device: {} }),
    document: { oauth2_auth_query: [] },
    byCode: true,
  }
}

/** The same server with its first client changed; one that proves itself otherwise has no secret. */
export function withClient(usual: Configuration, changes: Partial<ClientMetadata>): Configuration {
  const [first, ...others] = usual.clients ?? []
  if (!first) return usual
  const { client_secret: secret, ...rest } = first
  const kept = changes.token_endpoint_auth_method || secret === undefined ? {} : { client_secret: secret }
  const { token_endpoint_auth_method: method } = changes
  const methods = ['client_secret_post' as const, ...(method ? [method] : [])]
  return { ...usual, clientAuthMethods: methods, clients: [{ ...rest, ...kept, ...changes }, ...others] }
}
