import type { RawAnswer } from '#oauth/oauth-request.ts'
import { type ParsedAnswer, parseAnswer } from '#oauth/parse-answer.ts'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { plainLine, redact } from '#shared/redact.ts'

/** A request and its answer as an author may read them aloud: no secret, no token, nothing of the account. */
export interface ShownExchange {
  /** What it was for: `token`, `validate`; `sign-in` is what the browser did. */
  role: string
  method: string
  /** Without its query. */
  url: string
  /** Query and body together, by name. */
  sent: JsonObject
  headers: Record<string, string>
  /** Null: no answer came. */
  status: number | null
  /** The answer with the same care; a text only says how long it is. */
  got: Json
  milliseconds: number
  /** Why no answer came. */
  problem?: string
}

/** Names whose values say how a dance goes and give nothing away; every other value is hidden. */
const OPEN_NAMES: ReadonlySet<string> = new Set([
  'access_type',
  'active',
  'audience',
  'client_assertion_type',
  'client_id',
  'code_challenge_method',
  'error',
  'error_description',
  'error_uri',
  'expires',
  'expires_at',
  'expires_in',
  'grant_type',
  'interval',
  'iss',
  'issued_token_type',
  'oauth_callback',
  'oauth_callback_confirmed',
  'oauth_consumer_key',
  'oauth_expires_in',
  'oauth_problem',
  'oauth_problem_advice',
  'oauth_signature_method',
  'oauth_timestamp',
  'oauth_version',
  'ok',
  'prompt',
  'redirect_uri',
  'refresh_expires_in',
  'refresh_token_expires_in',
  'requested_token_type',
  'resource',
  'response_mode',
  'response_type',
  'scope',
  'subject_token_type',
  'token_type',
  'token_type_hint',
])
const OPEN_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'retry-after', 'www-authenticate'])

const HIDDEN = '•••'
const LONGEST = 300

/** Shows what went over the line. What was hidden once is hidden wherever it comes up again. */
export class Shower {
  /** Starts with the secrets of the client. */
  readonly #secrets: Set<string>

  constructor(secrets: Iterable<string>) {
    this.#secrets = new Set(secrets)
  }

  /** Any text of a service or of ours. */
  text(text: string): string {
    return plainLine(redact(text, this.#secrets), LONGEST)
  }

  /** Address and parameters of a request, or of what a browser was sent to or came back with. */
  request(url: string, body?: string): { url: string; sent: JsonObject } {
    const { origin, pathname, search, hash } = new URL(url)
    const query = hash.includes('?') ? hash.slice(hash.indexOf('?')) : search
    const sent = { ...this.#form(query), ...this.#body(body) }
    return { url: this.text(`${origin}${pathname}`), sent }
  }

  headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.#header(name, value)]))
  }

  answer(raw: RawAnswer): Json {
    const parsed: ParsedAnswer = parseAnswer(raw)
    if (parsed.value) return this.#json('', parsed.value)
    if (parsed.kind === 'empty') return null
    return `${parsed.kind === 'html' ? 'a page' : 'a text'} of ${parsed.text.length} characters`
  }

  #header(name: string, value: string): string {
    if (OPEN_HEADERS.has(name)) return this.text(value)
    const signed = name === 'authorization' ? /^OAuth (.*)$/s.exec(value)?.[1] : undefined
    if (signed !== undefined) return `OAuth ${this.#signed(signed)}`
    const scheme = name === 'authorization' ? /^(\w+) /.exec(value)?.[1] : undefined
    this.#hide(scheme ? value.slice(scheme.length + 1) : value)
    return scheme ? `${scheme} ${HIDDEN}` : HIDDEN
  }

  /** Of a signed request (RFC 5849 §3.5.1). */
  #signed(params: string): string {
    const pairs = [...params.matchAll(/([\w%.~-]+)="([^"]*)"/g)]
    return pairs.map(([, name = '', value = '']) => `${name}=${this.#json(name, decodeURIComponent(value))}`).join(', ')
  }

  #body(body: string | undefined): JsonObject {
    if (body === undefined || body === '') return {}
    const json = readJson(body)
    if (isObject(json)) return this.#json('', json) as JsonObject
    return this.#form(body)
  }

  #form(text: string): JsonObject {
    const shown: JsonObject = {}
    for (const [name, value] of new URLSearchParams(text)) {
      const one = this.#json(name, value)
      const before = Object.hasOwn(shown, name) ? shown[name] : undefined
      shown[name] = before === undefined ? one : Array.isArray(before) ? [...before, one] : [before, one]
    }
    return shown
  }

  #json(name: string, value: Json): Json {
    if (Array.isArray(value)) return value.slice(0, 3).map(item => this.#json(name, item))
    if (isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [plainLine(key, 80), this.#json(key, item)]))
    }
    if (value === null || typeof value === 'boolean') return value
    if (OPEN_NAMES.has(name)) return typeof value === 'number' ? value : this.text(value)
    this.#hide(String(value))
    return HIDDEN
  }

  /** Short values are no secrets of a dance, and taking them out would garble everything else. */
  #hide(value: string): void {
    if (value.length >= 8 && value.length <= 4_000) this.#secrets.add(value)
  }
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
