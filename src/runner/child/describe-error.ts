import type { FailureCause } from '../types.ts'

/** What a person can be told about an error of connector code. Raw: the parent redacts it. */
export interface ErrorDescription {
  message: string
  field?: string
  hint?: string
  cause?: FailureCause
}

const NO_TEXT = 'Validation failed.'

/** Messages of the system and of HTTP libraries that name a class of failure, but not in words for people. */
const SYSTEM_WORDS =
  /^$|^(AggregateError|fetch failed|socket hang up|getaddrinfo\b.*|(connect|read|write) E[A-Z]+\b.*|E[A-Z_]{4,}\b.*|Error: (getaddrinfo|connect) .*|(Request failed with status code|Response code) \d{3}.*|.*\bself[- ]signed certificate\b.*|unable to (verify|get) .*certificate.*|certificate has expired|The operation was aborted.*|This operation was aborted.*)$/i

const CAUSE_OF_CODE: Record<string, FailureCause> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ETIMEDOUT: 'timed-out',
  ESOCKETTIMEDOUT: 'timed-out',
  ECONNABORTED: 'timed-out',
  UND_ERR_CONNECT_TIMEOUT: 'timed-out',
  UND_ERR_HEADERS_TIMEOUT: 'timed-out',
  UND_ERR_BODY_TIMEOUT: 'timed-out',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
}

/**
 * The text of an error: `message`, else `error` (text, or its `message`), `error_description`, `statusText`, else one
 * fixed sentence. Where that is empty or only the system's own words, the class of the failure speaks (flow-format.md
 * §3 and §12.1). `field` and `hint` are taken over.
 */
export function describeError(error: unknown): ErrorDescription {
  const written = textOf(error)
  const { cause, status, host } = classify(error)
  const message = cause && SYSTEM_WORDS.test(written) ? wordsFor(cause, { status, host }) : written || NO_TEXT
  const field = textAt(error, 'field')
  const hint = textAt(error, 'hint')
  return {
    message,
    ...(field === '' ? {} : { field }),
    ...(hint === '' ? {} : { hint }),
    ...(cause ? { cause } : {}),
  }
}

function textOf(error: unknown): string {
  if (typeof error === 'string') return error
  const inner = propertyOf(error, 'error')
  return (
    textAt(error, 'message') ||
    (typeof inner === 'string' ? inner : textAt(inner, 'message')) ||
    textAt(error, 'error_description') ||
    textAt(error, 'statusText')
  )
}

/** Looks at the error, what caused it, and the parts of an `AggregateError`. */
function classify(error: unknown): { cause?: FailureCause; status: number; host: string } {
  const inner = propertyOf(error, 'cause')
  const parts = [error, inner, firstOf(propertyOf(error, 'errors')), firstOf(propertyOf(inner, 'errors'))]
  for (const part of parts) {
    const cause = CAUSE_OF_CODE[textAt(part, 'code')]
    if (cause) return { cause, status: 0, host: textAt(part, 'hostname') }
  }
  const response = propertyOf(error, 'response')
  const numbers = [error, response].flatMap(part => [propertyOf(part, 'status'), propertyOf(part, 'statusCode')])
  const status = numbers.find(number => typeof number === 'number') ?? 0
  const cause = causeOfStatus(status)
  return cause ? { cause, status, host: '' } : { status, host: '' }
}

function causeOfStatus(status: number): FailureCause | undefined {
  if (status === 401) return 'http-401'
  if (status === 403) return 'http-403'
  if (status === 404) return 'http-404'
  return status >= 500 && status <= 599 ? 'http-5xx' : undefined
}

function wordsFor(cause: FailureCause, { status, host }: { status: number; host: string }): string {
  switch (cause) {
    case 'unknown-host':
      return `${host === '' ? 'The host' : `Host ${host}`} is not known. Check the address.`
    case 'refused':
      return 'The server does not take the connection. Check the address and the port.'
    case 'timed-out':
      return 'The server did not answer in time. Check that it can be reached from here, then test again.'
    case 'certificate':
      return 'The certificate of the server is not trusted here. Check the address, or ask an administrator.'
    case 'http-401':
      return 'The server answered 401: it does not know these credentials. Check them.'
    case 'http-403':
      return 'The server answered 403: these credentials do not allow it. Check them, or ask for the right.'
    case 'http-404':
      return 'The server answered 404: there is nothing at this address. Check it.'
    case 'http-5xx':
      return `The server answered ${status}: it has trouble of its own. Test again later.`
  }
}

/** A property, whatever the object does when it is read. */
function propertyOf(value: unknown, key: string): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined
  try {
    return (value as Record<string, unknown>)[key]
  } catch {
    return undefined
  }
}

function textAt(value: unknown, key: string): string {
  const text = propertyOf(value, key)
  return typeof text === 'string' ? text.trim() : ''
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined
}
