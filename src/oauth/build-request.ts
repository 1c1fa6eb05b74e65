import { clientProof } from './client-proof.ts'
import { dpopProof } from './dpop-proof.ts'
import { fillRequest } from './fill-request.ts'
import { makeRequest } from './make-request.ts'
import type { Client, Fresh, OAuthRequest } from './oauth-request.ts'
import type { ClientAuth, OAuth2Config, RequestTemplate, Values } from './types.ts'

interface BuildInput {
  config: OAuth2Config
  template: RequestTemplate
  values: Values
  /** Parameters of the grant, before those of the config. */
  added: readonly (readonly [string, string])[]
  /** Null: this request does not identify the client by itself. */
  client: Client | null
  /** Whose certificate the connection shows, where the client does not identify itself otherwise. */
  holder?: Client
  /** Where the request has its own way to prove the client. */
  clientAuth?: ClientAuth
  /** The key that the tokens of a login are bound to, and the token that goes along. */
  bound?: { key: string; accessToken?: string } | undefined
  fresh: Fresh
}

/** One request of OAuth 2, filled in. Throws `invalid_input` when a value cannot stand where the config wants it. */
export function buildRequest(input: BuildInput): OAuthRequest {
  const { bound } = input
  const request = build(input)
  if (!bound) return request
  const prove: OAuthRequest['prove'] = ({ nonce, ...fresh }) => {
    const { headers, ...again } = build({ ...input, fresh })
    const proof = dpopProof(bound.key, { ...again, accessToken: bound.accessToken, nonce }, fresh)
    return makeRequest({ ...again, headers: { ...headers, dpop: proof } })
  }
  return makeRequest({ ...request, prove })
}

function build(input: BuildInput): OAuthRequest {
  const { config, template, values, added, client, fresh, clientAuth = config.clientAuth, holder } = input
  const proof = client ? clientProof({ config, client, clientAuth, values, fresh }) : { params: [], headers: {} }
  const own = [...added, ...proof.params]
  const headers = { accept: 'application/json', ...proof.headers }
  const parts = fillRequest({ config, template, values, added: own, dropEmpty: config.dropEmpty, headers })
  return makeRequest({ ...parts, ca: config.ca ?? undefined, ...clientTls(config, client ?? holder) })
}

/** Tokens may be bound to the certificate, so every request with one shows it (RFC 8705 §3). */
function clientTls({ clientCertificate }: OAuth2Config, client: Client | undefined): Pick<OAuthRequest, 'tls'> {
  const { certificate: cert, privateKey: key } = client ?? {}
  return clientCertificate && cert !== undefined && key !== undefined ? { tls: { cert, key } } : {}
}
