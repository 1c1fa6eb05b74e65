import type { FailureCause, NetworkFault } from '../types.ts'
import { propertyOf, textAt } from './read-property.ts'

/** Codes of Node, OpenSSL and undici. */
const CAUSE_OF_CODE: Record<string, FailureCause> = {
  ERR_REFUSED_BY_POLICY: 'not-allowed',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  EAI_FAIL: 'unknown-host',
  EAI_NONAME: 'unknown-host',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'refused',
  EPIPE: 'refused',
  EHOSTUNREACH: 'refused',
  EHOSTDOWN: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  UND_ERR_SOCKET: 'refused',
  ETIMEDOUT: 'timed-out',
  ESOCKETTIMEDOUT: 'timed-out',
  ECONNABORTED: 'timed-out',
  UND_ERR_CONNECT_TIMEOUT: 'timed-out',
  UND_ERR_HEADERS_TIMEOUT: 'timed-out',
  UND_ERR_BODY_TIMEOUT: 'timed-out',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  CERT_REVOKED: 'certificate',
  CERT_REJECTED: 'certificate',
  CERT_UNTRUSTED: 'certificate',
  CERT_SIGNATURE_FAILURE: 'certificate',
  CERT_CHAIN_TOO_LONG: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  INVALID_CA: 'certificate',
  INVALID_PURPOSE: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  EPROTO: 'handshake',
  ERR_INVALID_URL: 'bad-address',
  ERR_INVALID_PROTOCOL: 'bad-address',
}

/** What `fetch` says, without a code, of an address it makes no request of. */
const NO_REQUEST = /^(bad port|unknown scheme)$/

/** What clients say, without a code, when their own limit has passed: `AbortSignal.timeout`, pg, ldapts and others. */
const TIMED_OUT_NAME = /^(Timeout|Abort)Error$/
export const TIMED_OUT =
  /^(?:\w+: )?(?:(?:query read|operation|connection|connect|read|request|socket) )?(?:timed out|time-?out(?: expired)?)\.?$/i

/** Looks at an error, what caused it, and the parts of an `AggregateError`. Undefined: no request stands behind it. */
export function findFault(error: unknown): Omit<NetworkFault, 'worded'> | undefined {
  const parts = partsOf(error)
  const hosts = parts.map(part => textAt(part, 'hostname') || textAt(part, 'host'))
  const host = hosts.find(found => found !== '') ?? ''
  for (const part of parts) {
    const cause = causeOfCode(textAt(part, 'code'))
    if (cause) return { cause, host, status: 0 }
  }
  if (parts.some(part => NO_REQUEST.test(textAt(part, 'message')))) return { cause: 'bad-address', host, status: 0 }
  if (parts.some(timedOut)) return { cause: 'timed-out', host, status: 0 }
  const status = statusOf(error)
  const cause = causeOfStatus(status)
  return cause && { cause, host: '', status }
}

/** An error may hold what it wraps under `cause`, or under `error` as older HTTP libraries do. */
function partsOf(error: unknown): unknown[] {
  const found: unknown[] = []
  const add = (part: unknown, depth: number) => {
    if (depth === 0 || part === null || typeof part !== 'object' || found.includes(part)) return
    found.push(part)
    const errors = propertyOf(part, 'errors')
    const inner = [propertyOf(part, 'cause'), propertyOf(part, 'error'), Array.isArray(errors) ? errors[0] : undefined]
    for (const one of inner) add(one, depth - 1)
  }
  add(error, 4)
  return found
}

function causeOfCode(code: string): FailureCause | undefined {
  const known = Object.hasOwn(CAUSE_OF_CODE, code) ? CAUSE_OF_CODE[code] : undefined
  return known ?? (/^ERR_SSL_/.test(code) ? 'handshake' : undefined)
}

function timedOut(part: unknown): boolean {
  return TIMED_OUT_NAME.test(textAt(part, 'name')) || TIMED_OUT.test(textAt(part, 'message'))
}

function statusOf(error: unknown): number {
  for (const part of [error, propertyOf(error, 'response'), propertyOf(error, 'cause')]) {
    for (const key of ['status', 'statusCode', 'code']) {
      const number = propertyOf(part, key)
      if (typeof number === 'number' && Number.isInteger(number) && number >= 300 && number <= 599) return number
    }
  }
  return 0
}

function causeOfStatus(status: number): FailureCause | undefined {
  if (status === 401) return 'http-401'
  if (status === 403) return 'http-403'
  if (status === 404) return 'http-404'
  if (status >= 500) return 'http-5xx'
  return status >= 300 ? 'http-other' : undefined
}
