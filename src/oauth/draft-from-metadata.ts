import { type JsonObject, own } from '#shared/json.ts'
import type { ClientAuth } from './types.ts'

/** A config after what a server says of itself, and what a person has to look at before it is used. */
interface MetadataDraft {
  fields: JsonObject
  check: string[]
}

/** Ways to prove a client, the first that a server takes. */
const CLIENT_AUTHS: readonly (readonly [said: string, ours: ClientAuth])[] = [
  ['client_secret_post', 'post'],
  ['client_secret_basic', 'basic'],
  ['private_key_jwt', 'private_key_jwt'],
  ['client_secret_jwt', 'client_secret_jwt'],
  ['none', 'none'],
]

/**
 * Maps the metadata of a server (RFC 8414 §2, OpenID Connect Discovery §3) to fields of config.json. Its addresses are
 * left to `discovery`, so that the config outlives a move; only the one that proves a token is written.
 */
export function draftFromMetadata(issuer: string, said: JsonObject): MetadataDraft {
  const texts = (key: string) => {
    const value = own(said, key)
    return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
  }
  const has = (key: string) => typeof own(said, key) === 'string'
  const userinfo = own(said, 'userinfo_endpoint')
  const ways = texts('token_endpoint_auth_methods_supported')
  // RFC 8414 §2: who says nothing takes Basic.
  const auth = ways.length === 0 ? 'basic' : CLIENT_AUTHS.find(([way]) => ways.includes(way))?.[1]
  const challenges = texts('code_challenge_methods_supported')
  const scopes = texts('scopes_supported')
  const ext: JsonObject = {
    issuer,
    discovery: true,
    ...(auth === undefined || auth === 'post' ? {} : { client_auth: auth }),
    ...(typeof userinfo === 'string' ? { userinfo: {}, account: { id: '/sub', from: 'userinfo' } } : {}),
    ...(has('revocation_endpoint') ? { revoke: {} } : {}),
    ...(own(said, 'require_pushed_authorization_requests') === true ? { par: 'on' } : {}),
  }
  return {
    fields: {
      oauth2_params_scope: scopes.map(scope => JSON.stringify({ [scope]: scope })),
      oauth2_params_other: [],
      ...(typeof userinfo === 'string' ? { oauth2_validate_url: userinfo } : {}),
      oauth2_ext: ext,
    },
    check: [
      scopes.length > 0
        ? 'The scopes: keep those that are needed, each with a text for people.'
        : 'The server names no scopes: write those that are needed into "oauth2_params_scope".',
      typeof userinfo === 'string'
        ? 'The name that is shown of an account: "label" beside "id" in "account".'
        : 'The server names no address that proves a token: add "oauth2_validate_url".',
      ...(auth === undefined ? [`How the client proves itself: the server takes ${ways.join(', ')}.`] : []),
      ...(challenges.length > 0 && !challenges.includes('S256') ? ['The server takes no S256: "pkce": "off".'] : []),
      ...(own(said, 'dpop_signing_alg_values_supported') === undefined
        ? []
        : ['The server can bind tokens to a key: "dpop": "on", where the API asks for it.']),
    ],
  }
}
