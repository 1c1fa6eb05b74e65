import type { NetworkFault } from '../types.ts'
import { findFault, TIMED_OUT } from './find-fault.ts'
import { propertyOf, textAt } from './read-property.ts'

/** What a person can be told about an error of connector code. Raw: the parent redacts it. */
export interface ErrorDescription {
  /** Empty where the connector had no words of its own and `network` speaks for it. */
  message: string
  field?: string
  hint?: string
  network?: NetworkFault
}

const NO_TEXT = 'Validation failed.'

/** Messages of the system and of HTTP libraries that name a class of failure, but not in words for people. */
const SYSTEM_WORDS = [
  /^(AggregateError|fetch failed|Network Error|socket hang up|other side closed|terminated|Connect Timeout Error.*)$/i,
  /^(Error: )?(getaddrinfo|connect|read|write|request to \S+ failed)\b.*$/i,
  /^E[A-Z_]{4,}\b.*$/,
  /^(Request failed with status code|Response code|HTTP|HTTP error|Error|status|HTTP status)[: ]*\d{3}\b.*$/i,
  /^\d{3}( [A-Za-z' -]+| - .*)?$/,
  /^(Bad Request|Unauthorized|Forbidden|Not Found|Method Not Allowed|Too Many Requests)$/i,
  /^(Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)$/i,
  /^(.*\bself[- ]signed certificate\b.*|unable to (verify|get) .*certificate.*|certificate has expired|Hostname\/IP does not match.*)$/i,
  /^(.*\b(SSL routines|ssl3_get_record|EPROTO)\b.*|Client network socket disconnected.*)$/i,
  /^(Invalid URL\b.*|Failed to parse URL\b.*|Only HTTP\(S\) protocols are supported|bad port|.*\bis not a valid URL\b.*)$/i,
  /^((The|This) operation was aborted.*|timeout of \d+ ?ms exceeded|.*\bTimeout Error\b.*|Timeout awaiting .*)$/i,
  TIMED_OUT,
]

/**
 * The text of an error: `message`, else `error` (text, or its `message`), `error_description`, `statusText`, else one
 * fixed sentence. Where that is empty or only the system's own words, the class of the failed request speaks
 * (flow-format.md §3 and §12.1). `field` and `hint` are taken over.
 */
export function describeError(error: unknown): ErrorDescription {
  const written = textOf(error)
  const fault = findFault(error)
  const worded = fault !== undefined && (written === '' || SYSTEM_WORDS.some(words => words.test(written)))
  const field = textAt(error, 'field')
  const hint = textAt(error, 'hint')
  return {
    message: worded ? '' : written || NO_TEXT,
    ...(field === '' ? {} : { field }),
    ...(hint === '' ? {} : { hint }),
    ...(fault ? { network: { ...fault, worded } } : {}),
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
