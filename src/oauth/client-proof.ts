import { basicHeader } from './basic-header.ts'
import { buildUrl } from './build-url.ts'
import { ASSERTION_TYPE, clientAssertion } from './client-assertion.ts'
import { urlRules } from './fill-request.ts'
import type { Client, Fresh } from './oauth-request.ts'
import { fillText } from './template.ts'
import type { ClientAuth, OAuth2Config, Values } from './types.ts'

interface ProofInput {
  config: OAuth2Config
  client: Client
  /** How; a request may differ from the config. */
  clientAuth: ClientAuth
  values: Values
  fresh: Fresh
}

interface ClientProof {
  /** Parameters, the client id first. */
  params: (readonly [string, string])[]
  headers: { authorization?: string }
}

/** How a request says which client it comes from, and proves it (RFC 6749 §2.3, RFC 7523 §2.2). */
export function clientProof(input: ProofInput): ClientProof {
  const { config, client, clientAuth, values } = input
  const id = ['client_id', client.clientId] as const
  switch (clientAuth) {
    case 'post':
      return { params: client.clientSecret ? [id, ['client_secret', client.clientSecret]] : [id], headers: {} }
    case 'basic':
    case 'basic_raw': {
      if (!client.clientSecret) return { params: [id], headers: {} }
      const [user, password] = [fillText(config.basic.user, values), fillText(config.basic.password, values)]
      const form = clientAuth === 'basic' ? 'encoded' : 'raw'
      return { params: [id], headers: { authorization: basicHeader(user, password, form) } }
    }
    case 'none':
      return { params: [id], headers: {} }
    case 'private_key_jwt':
    case 'client_secret_jwt': {
      const assertion = [
        ['client_assertion_type', ASSERTION_TYPE],
        ['client_assertion', makeAssertion(input)],
      ] as const
      return { params: [id, ...assertion], headers: {} }
    }
  }
}

/** The issuer is who it is for; a server without one is known by its token URL. */
function makeAssertion({ config, client, values, fresh }: ProofInput): string {
  const { alg, aud, iss, sub, kid, seconds } = config.assertion
  const audience = aud ? fillText(aud, values) : (config.issuer ?? buildUrl(config.token.url, values, urlRules(config)))
  const texts = { iss: fillText(iss, values), sub: fillText(sub, values), aud: audience, kid: fillText(kid, values) }
  return clientAssertion({ alg, ...texts, seconds, client, fresh })
}
