import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { EgressFetch } from '#egress/create-fetch.ts'
import { requestValues } from '#oauth/fill-request.ts'
import type { Client } from '#oauth/oauth-request.ts'
import { fillText } from '#oauth/template.ts'
import type { CallbackParam, OAuth2Config, ProviderConfig } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type JsonObject, own } from '#shared/json.ts'
import { accountAnswer, MOCK_ACCOUNT, type MockTokens, sampleFor, tokenAnswer } from './mock-answers.ts'
import { type MockRequest, readMockRequest } from './mock-request.ts'
import { MockSignatures } from './mock-signatures.ts'
import { MOCK_PATHS, type RequestRole, rolesOf } from './request-role.ts'

/** A service that knows one application and one person, who allows everything. It keeps nothing and needs no network. */
export interface MockProvider {
  fetch: EgressFetch
  /**
   * What the person's browser does at the login page: allow, and come back. Gives the address it is sent back to. Throws
   * `server_denied` with what the page would complain of.
   */
  allow(url: string): string
}

interface MockOptions {
  /** The config in use; with the addresses that were discovered, once they are. */
  config: () => ProviderConfig
  client: Client
}

interface Answer {
  status: number
  body: JsonObject | string
}

class Refusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, why: string) {
    super(why)
    this.status = status
    this.code = code
  }
}

/**
 * Plays the service of any config.json. Its addresses and the shape of its answers come from the config, so what it
 * judges is the rest: is the application the right one and proven, is the code the one that was given, does the verifier
 * fit, is the address that people come back to the same, is the token in the request, and the newest one.
 */
export function mockProvider({ config, client }: MockOptions): MockProvider {
  const service = new MockService(config, client)
  return {
    allow: url => service.allow(url),
    fetch: async request => {
      const { status, body } = service.answer(readMockRequest(request))
      const isText = typeof body === 'string'
      const type = isText ? 'application/x-www-form-urlencoded' : 'application/json'
      const bytes = new TextEncoder().encode(isText ? body : JSON.stringify(body))
      return { status, headers: { 'content-type': type }, bytes, receivedAt: Date.now() }
    },
  }
}

class MockService {
  readonly #config: () => ProviderConfig
  readonly #client: Client
  readonly #signatures: MockSignatures
  /** Parameters that came ahead of the browser, by the name they were given. */
  readonly #pushed = new Map<string, URLSearchParams>()
  #code: { value: string; redirectUri: string; challenge: string; nonce: string } | undefined
  #deviceCode: string | undefined
  #tokens: MockTokens | undefined

  constructor(config: () => ProviderConfig, client: Client) {
    this.#config = config
    this.#client = client
    this.#signatures = new MockSignatures(client)
  }

  allow(url: string): string {
    const config = this.#config()
    const { search, hash } = new URL(url)
    const given = new URLSearchParams(hash.includes('?') ? hash.slice(hash.indexOf('?')) : search)
    try {
      if (config.protocol === 'oauth1') return this.#signatures.allow(config, given)
      return this.#allowSecond(config, this.#pushed.get(given.get('request_uri') ?? '') ?? given)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw new AppError('server_denied', {
        detail: `The practice provider does not show its login page: ${error.message}.`,
      })
    }
  }

  #allowSecond(config: OAuth2Config, given: URLSearchParams): string {
    const values = [...given.values()]
    if (!values.includes(this.#client.clientId))
      throw new Refusal(400, 'invalid_client', 'no parameter is the client id')
    const type = given.get('response_type')
    if (type !== null && type !== 'code') {
      throw new Refusal(400, 'unsupported_response_type', `the response type is ${type}, not code`)
    }
    const redirectUri = config.redirectUri
    if (!values.includes(redirectUri)) throw new Refusal(400, 'invalid_request', 'no parameter is the return URL')
    const challenge = given.get('code_challenge') ?? ''
    if (challenge !== '' && !/^[\w-]{43}$/.test(challenge)) {
      throw new Refusal(400, 'invalid_request', 'the code_challenge is not that of S256')
    }
    const state = given.get(config.stateParam)
    if (!config.noState && !state) throw new Refusal(400, 'invalid_request', 'there is no state')
    this.#code = { value: secret('code'), redirectUri, challenge, nonce: given.get('nonce') ?? '' }
    const back = new URL(redirectUri)
    back.searchParams.set(config.codeParam, this.#code.value)
    if (state !== null && !config.noState) back.searchParams.set(config.stateParam, state)
    if (config.issuer !== null) back.searchParams.set('iss', config.issuer)
    for (const param of config.callbackParams) back.searchParams.set(param.name, sampleParam(param))
    this.#sign(config, back)
    return back.href
  }

  /** Names in order, form-encoded (oauth.md §5, `callback_hmac`). */
  #sign(config: OAuth2Config, back: URL): void {
    const { callbackHmac } = config
    if (!callbackHmac) return
    const key = fillText(callbackHmac.key, requestValues(config, this.#client, {}))
    const sorted = [...back.searchParams].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    const hash = createHmac(callbackHmac.algorithm, key).update(new URLSearchParams(sorted).toString())
    back.searchParams.set(callbackHmac.param, hash.digest(callbackHmac.encoding))
  }

  answer(request: MockRequest): Answer {
    try {
      const config = this.#config()
      const roles = rolesOf(config, request.url)
      if (config.protocol === 'oauth1') return this.#signatures.answer(config, request, roles)
      return this.#answerSecond(config, request, roles)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { status: error.status, body: { error: error.code, error_description: error.message } }
    }
  }

  #answerSecond(config: OAuth2Config, request: MockRequest, roles: readonly RequestRole[]): Answer {
    const [role] = roles
    if (role === undefined) throw new Refusal(404, 'not_found', 'no request of the config goes to this address')
    if (roles.includes('token') || roles.includes('refresh')) return good(this.#grant(config, request))
    switch (role) {
      case 'discovery':
        return good(metadataOf(config))
      case 'par':
        return { status: 201, body: this.#push(config, request) }
      case 'device':
        this.#requireClient(config, request)
        this.#deviceCode = secret('device')
        return good({
          device_code: this.#deviceCode,
          user_code: 'FLOW-TEST',
          verification_uri: 'https://login.example.com/device',
          expires_in: 600,
          interval: 1,
        })
      case 'introspect':
        this.#requireToken(request)
        return good({ active: true, exp: Math.floor(Date.now() / 1000) + 3600, ...MOCK_ACCOUNT })
      case 'revoke':
        this.#requireToken(request)
        return good({})
      case 'validate':
      case 'userinfo':
        this.#requireToken(request)
        return good(accountAnswer(config, role))
      default:
        // The exchange, and further tokens.
        this.#requireToken(request)
        return good(this.#renew(config, role))
    }
  }

  #push(config: OAuth2Config, request: MockRequest): JsonObject {
    this.#requireClient(config, request)
    const name = `urn:flow:request:${randomBytes(8).toString('hex')}`
    this.#pushed.set(name, request.params)
    return { request_uri: name, expires_in: 60 }
  }

  #grant(config: OAuth2Config, request: MockRequest): JsonObject {
    this.#requireClient(config, request)
    const code = this.#code
    if (code && request.holds(code.value)) {
      this.#code = undefined
      requireSameReturn(request, code.redirectUri)
      if (code.challenge !== '') requireVerifier(request, code.challenge)
      return this.#renew(config, 'token', code.nonce)
    }
    if (this.#deviceCode && request.holds(this.#deviceCode)) return this.#renew(config, 'token')
    const tokens = this.#tokens
    const presented = config.refreshWith === 'access_token' ? tokens?.accessToken : tokens?.refreshToken
    if (presented !== undefined && request.holds(presented)) return this.#renew(config, 'refresh')
    if (config.grant === 'client_credentials' || (tokens && config.refreshWith === 'client')) {
      return this.#renew(config, 'token')
    }
    throw new Refusal(
      400,
      'invalid_grant',
      'the request holds neither the code that was given nor the newest refresh token',
    )
  }

  /** New tokens at each request: who goes on with old ones is found out. */
  #renew(config: OAuth2Config, role: RequestRole, nonce = ''): JsonObject {
    this.#tokens = { accessToken: secret('access'), refreshToken: secret('refresh') }
    return tokenAnswer(config, { role, tokens: this.#tokens, nonce })
  }

  #requireToken(request: MockRequest): void {
    const { accessToken, refreshToken } = this.#tokens ?? {}
    if (accessToken && (request.holds(accessToken) || request.holds(refreshToken ?? accessToken))) return
    throw new Refusal(401, 'invalid_token', 'the request does not hold the newest token')
  }

  #requireClient({ clientAuth, clientCertificate }: OAuth2Config, request: MockRequest): void {
    const { clientId, clientSecret } = this.#client
    const wrong = (why: string) => new Refusal(401, 'invalid_client', why)
    if (request.params.has('client_assertion')) {
      const claims = claimsOf(request.params.get('client_assertion') ?? '')
      if (typeof own(claims, 'iss') !== 'string') throw wrong('the client_assertion is no signed text')
      return
    }
    if (!request.holds(clientId)) throw wrong('no parameter and no header names the client')
    if (clientAuth === 'none' || clientCertificate || !clientSecret) return
    if (!request.holds(clientSecret)) throw wrong('no parameter and no header holds the client secret')
  }
}

function good(body: JsonObject): Answer {
  return { status: 200, body }
}

function secret(kind: string): string {
  return `${kind}-${randomBytes(18).toString('base64url')}`
}

/** A token request that names a return URL names the one of the sign-in (RFC 6749 §4.1.3). */
function requireSameReturn(request: MockRequest, redirectUri: string): void {
  const given = request.params.get('redirect_uri')
  if (given === null || given === redirectUri) return
  throw new Refusal(400, 'invalid_grant', 'the return URL is another one than at the login page')
}

/** RFC 7636 §4.6. */
function requireVerifier(request: MockRequest, challenge: string): void {
  const verifier = request.params.get('code_verifier') ?? ''
  if (createHash('sha256').update(verifier).digest('base64url') === challenge) return
  throw new Refusal(400, 'invalid_grant', 'the code_verifier does not fit the code_challenge')
}

function claimsOf(assertion: string): JsonObject {
  try {
    const claims: unknown = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString())
    return isObject(claims) ? claims : {}
  } catch {
    return {}
  }
}

function metadataOf({ issuer }: OAuth2Config): JsonObject {
  const at = (issuer ?? '').replace(/\/+$/, '')
  return {
    issuer: issuer ?? '',
    authorization_endpoint: `${at}/authorize`,
    token_endpoint: at + MOCK_PATHS.token,
    revocation_endpoint: at + MOCK_PATHS.revoke,
    userinfo_endpoint: at + MOCK_PATHS.userinfo,
    introspection_endpoint: at + MOCK_PATHS.introspect,
    device_authorization_endpoint: at + MOCK_PATHS.device,
    pushed_authorization_request_endpoint: at + MOCK_PATHS.par,
    authorization_response_iss_parameter_supported: true,
  }
}

function sampleParam({ name, pattern, hostSuffix }: CallbackParam): string {
  const wanted = new RegExp(pattern, 'u')
  const value = sampleFor(hostSuffix).find(one => wanted.test(one))
  if (value !== undefined) return value
  throw new Refusal(500, 'not_possible', `the practice provider has no value for the callback parameter "${name}"`)
}
