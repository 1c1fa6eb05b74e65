import { AppError } from '#shared/errors/app-error.ts'
import { fillRequest, requestValues } from '../fill-request.ts'
import { makeRequest } from '../make-request.ts'
import type { Client, OAuthRequest } from '../oauth-request.ts'
import type { OAuth1Config, RequestTemplate, Values } from '../types.ts'
import { signRequest } from './sign-request.ts'

export interface SignedRequestInput {
  config: OAuth1Config
  client: Client
  template: RequestTemplate
  values: Values
  /** The token and its secret; undefined while there is none. */
  token?: { token: string; secret: string }
  /** Parameters of the protocol beside those of every request. */
  more?: readonly (readonly [string, string])[]
  accept: string
}

/** What a request of OAuth 1 can fill in. No secret is among it: secrets only sign. */
export function oauth1Values(config: OAuth1Config, { clientId }: Client, inputs: Values, more: Values): Values {
  return requestValues(config, { clientId }, inputs, { ...more, consumer_key: clientId })
}

/**
 * One request, filled in, that is signed anew each time it is sent. Throws `invalid_input` when a value cannot stand
 * where the config wants it, or when a PLAINTEXT signature would leave this machine without TLS (oauth.md 5849-7).
 */
export function signedRequest(input: SignedRequestInput): OAuthRequest {
  const { config, client, template, values, token, more = [], accept } = input
  const parts = fillRequest({ config, template, values, added: [], dropEmpty: true, headers: { accept } })
  if (config.signing.method === 'PLAINTEXT' && !isPrivate(parts.url, config.loopbackHttp)) {
    throw new AppError('invalid_input', {
      detail: 'The signature method PLAINTEXT shows the client secret, so it is only sent over https.',
    })
  }
  const ca = config.ca ?? undefined
  const keys = {
    clientSecret: client.clientSecret ?? '',
    tokenSecret: token?.secret ?? '',
    privateKey: client.privateKey ?? '',
  }
  const signing = { settings: config.signing, keys, clientId: client.clientId, token: token?.token ?? '', more }
  return makeRequest({ ...parts, ca, sign: stamp => makeRequest({ ...signRequest(parts, { ...signing, stamp }), ca }) })
}

/** `loopbackHttp` has been checked against the host when the address was built. */
function isPrivate(url: string, loopbackHttp: boolean): boolean {
  return url.startsWith('https:') || loopbackHttp
}
