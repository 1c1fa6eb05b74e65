import { randomBytes } from 'node:crypto'
import type { Client } from '#oauth/oauth-request.ts'
import { baseString } from '#oauth/oauth1/base-string.ts'
import { makeSignature } from '#oauth/oauth1/make-signature.ts'
import type { OAuth1Config } from '#oauth/types.ts'
import type { JsonObject } from '#shared/json.ts'
import { accountAnswer, signedTokenAnswer } from './mock-answers.ts'
import type { MockRequest } from './mock-request.ts'
import type { RequestRole } from './request-role.ts'

interface Credential {
  token: string
  secret: string
}

interface Answer {
  status: number
  body: JsonObject | string
}

/** The practice provider of OAuth 1.0a: one temporary token, one person, one access token; every signature is checked. */
export class MockSignatures {
  readonly #client: Client
  #temporary: Credential | undefined
  #verifier: string | undefined
  #access: Credential | undefined

  constructor(client: Client) {
    this.#client = client
  }

  /** The login page: back with the token and its verifier. */
  allow(config: OAuth1Config, given: URLSearchParams): string {
    const back = new URL(config.redirectUri)
    back.searchParams.set('oauth_token', given.get('oauth_token') ?? '')
    this.#verifier = randomBytes(9).toString('hex')
    if (!config.noVerifier) back.searchParams.set('oauth_verifier', this.#verifier)
    return back.href
  }

  answer(config: OAuth1Config, request: MockRequest, roles: readonly RequestRole[]): Answer {
    const [role] = roles
    const refuse = (status: number, why: string): Answer => ({
      status,
      body: `oauth_problem=${encodeURIComponent(why)}`,
    })
    if (role === 'temporary') {
      if (!this.#isSigned(config, request, undefined)) return refuse(401, 'signature_invalid')
      const wanted = protocolOf(request).get('oauth_callback')
      const known = config.byHand ? 'oob' : config.redirectUri
      if (config.callbackIn === 'request' && wanted !== known) return refuse(400, 'parameter_rejected')
      this.#temporary = credential()
      return { status: 200, body: signedTokenAnswer(config, this.#temporary) }
    }
    if (role === 'token') {
      if (!this.#isSigned(config, request, this.#temporary)) return refuse(401, 'signature_invalid')
      const verifier = protocolOf(request).get('oauth_verifier')
      if (!config.noVerifier && verifier !== this.#verifier) return refuse(401, 'verifier_invalid')
      this.#temporary = undefined
      this.#access = credential()
      return { status: 200, body: signedTokenAnswer(config, this.#access) }
    }
    if (role !== 'validate' && role !== 'userinfo' && role !== 'revoke') return refuse(404, 'not_found')
    if (!this.#isSigned(config, request, this.#access)) return refuse(401, 'token_rejected')
    return { status: 200, body: role === 'revoke' ? {} : accountAnswer(config, role) }
  }

  /** RFC 5849 §3.2: made again with what both sides know, and compared. */
  #isSigned({ signing }: OAuth1Config, request: MockRequest, held: Credential | undefined): boolean {
    const given = protocolOf(request)
    if (given.get('oauth_consumer_key') !== this.#client.clientId) return false
    if ((given.get('oauth_token') ?? '') !== (held?.token ?? '')) return false
    const url = new URL(request.url)
    url.searchParams.delete('oauth_signature')
    const form = new URLSearchParams(request.form ?? '')
    form.delete('oauth_signature')
    const inHeader = [...headerParams(request)].filter(([name]) => name !== 'oauth_signature' && name !== 'realm')
    const base = baseString({ method: request.method, url, form: form.toString(), protocol: inHeader })
    const keys = {
      clientSecret: this.#client.clientSecret ?? '',
      tokenSecret: held?.secret ?? '',
      privateKey: this.#client.privateKey ?? '',
    }
    return makeSignature(signing.method, base, keys) === given.get('oauth_signature')
  }
}

/** The parameters of the protocol, wherever they travel. */
function protocolOf(request: MockRequest): Map<string, string> {
  return new Map([...request.params, ...headerParams(request)])
}

function headerParams({ headers }: MockRequest): [string, string][] {
  const header = /^OAuth (.*)$/s.exec(headers['authorization'] ?? '')?.[1] ?? ''
  return [...header.matchAll(/([\w%.~-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
    decodeURIComponent(name),
    decodeURIComponent(value),
  ])
}

function credential(): Credential {
  return { token: randomBytes(12).toString('hex'), secret: randomBytes(18).toString('hex') }
}
