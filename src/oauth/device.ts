import { isObject, type JsonObject, own } from '#shared/json.ts'
import { boundTo } from './bound-to.ts'
import { buildRequest } from './build-request.ts'
import { requestValues } from './fill-request.ts'
import { freshValues } from './fresh-values.ts'
import { isSuccess } from './is-success.ts'
import type { Client, Fresh, OAuthRequest, RawAnswer } from './oauth-request.ts'
import { parseAnswer } from './parse-answer.ts'
import { findError, readFailure } from './read-failure.ts'
import { resourceParams } from './resource-params.ts'
import type { TokenFailure } from './token-set.ts'
import type { OAuth2Config, Values } from './types.ts'

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code'
/** RFC 8628 §3.2 and §3.5. */
const USUAL_INTERVAL_S = 5
const SLOW_DOWN_S = 5
const LONGEST_INTERVAL_S = 60
const LONGEST_LIFE_S = 1_800

interface DeviceInput {
  config: OAuth2Config
  client: Client
  inputs: Values
  scopes: readonly string[]
  fresh: Fresh
}

/** What a person is shown, and what is asked with meanwhile (RFC 8628 §3.2). Plain JSON. */
export interface DeviceCode {
  deviceCode: string
  userCode: string
  /** Where to enter the code. */
  page: string
  /** The same with the code filled in, only where the server sent it. */
  filledPage?: string
  /** Seconds between two requests. */
  interval: number
  /** Seconds the code lives. */
  life: number
}

export type DeviceResult = { ok: true; device: DeviceCode } | { ok: false; failure: TokenFailure }

/** Asks for a code that a person enters on any browser (RFC 8628 §3.1). */
export function deviceRequest(input: DeviceInput): OAuthRequest {
  const { config, client, scopes, fresh } = input
  if (!config.device) throw new TypeError('this config has no device address')
  const scope = scopes.join(config.scopeSeparator)
  const values = requestValues(config, client, input.inputs, { ...freshValues(fresh), scope })
  const added: [string, string][] = [...(scope === '' ? [] : [['scope', scope] as [string, string]])]
  added.push(...resourceParams(config, values))
  return buildRequest({ config, template: config.device, values, added, client, fresh })
}

/** Reads the answer to it. Throws nothing. */
export function readDevice(config: OAuth2Config, raw: RawAnswer): DeviceResult {
  const parsed = parseAnswer(raw)
  const device = parsed.value && isSuccess(config, raw, parsed) ? deviceOf(config, parsed.value) : undefined
  return device ? { ok: true, device } : { ok: false, failure: readFailure(config, raw, parsed) }
}

/** Asks whether the person is done (RFC 8628 §3.4). */
export function devicePollRequest(
  input: DeviceInput & { deviceCode: string; dpopKey?: string | undefined },
): OAuthRequest {
  const { config, client, scopes, fresh, deviceCode } = input
  const scope = scopes.join(config.scopeSeparator)
  const values = requestValues(config, client, input.inputs, { ...freshValues(fresh), scope })
  const added: [string, string][] = [
    ['grant_type', GRANT],
    ['device_code', deviceCode],
    ...resourceParams(config, values),
  ]
  return buildRequest({ config, template: config.token, values, added, client, bound: boundTo(input.dpopKey), fresh })
}

/** What an answer to that means: go on (so many seconds apart from now on), or the end, good or bad. */
export type DevicePoll = { done: false; interval: number } | { done: true }

/** `slow_down` counts for good, and a server in trouble is asked half as often (RFC 8628 §3.5). */
export function readDevicePoll(config: OAuth2Config, raw: RawAnswer, interval: number): DevicePoll {
  const error = findError(config, parseAnswer(raw))?.code
  if (error === 'authorization_pending') return { done: false, interval }
  if (error === 'slow_down') return { done: false, interval: interval + SLOW_DOWN_S }
  if (raw.status === 429 || raw.status >= 500) return { done: false, interval: slower(interval) }
  return { done: true }
}

/** After a request that nobody answered. */
export function slower(interval: number): number {
  return Math.min(LONGEST_INTERVAL_S, interval * 2)
}

function deviceOf(config: OAuth2Config, answer: JsonObject): DeviceCode | undefined {
  const text = (name: string) => {
    const value = own(answer, name)
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  }
  const deviceCode = text('device_code')
  const userCode = text('user_code')
  // Servers older than the RFC say `_url`.
  const page = pageOf(config, text('verification_uri') ?? text('verification_url'))
  if (!isObject(answer) || !deviceCode || !userCode || userCode.length > 60 || !page) return undefined
  const filledPage = pageOf(config, text('verification_uri_complete'))
  const seconds = (name: string, usual: number) => {
    const value = Number(own(answer, name) ?? Number.NaN)
    return Number.isFinite(value) && value > 0 ? Math.ceil(value) : usual
  }
  return {
    deviceCode,
    userCode,
    page,
    ...(filledPage ? { filledPage } : {}),
    interval: Math.min(LONGEST_INTERVAL_S, seconds('interval', USUAL_INTERVAL_S)),
    life: Math.min(LONGEST_LIFE_S, seconds('expires_in', LONGEST_LIFE_S)),
  }
}

/** A link for a person: https, or http to this machine where that is allowed; never a script. */
function pageOf({ loopbackHttp }: OAuth2Config, text: string | undefined): string | undefined {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined
  if (url?.username !== '' || url.password !== '') return undefined
  const near = loopbackHttp && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && near) ? url.href : undefined
}
