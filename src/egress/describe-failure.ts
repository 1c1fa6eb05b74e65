import { RefusedByPolicy } from './open-connection.ts'
import { BodyRefused } from './read-body.ts'

type NetworkCause =
  | 'unknown-host'
  | 'refused'
  | 'timed-out'
  | 'certificate'
  | 'reset'
  | 'too-large'
  | 'bad-encoding'
  | 'unreachable'
  | 'aborted'
type FailureCause = NetworkCause | 'refused-by-policy'

export interface Failure {
  cause: FailureCause
  /** False only when the request certainly never reached the server. */
  sent: boolean
  detail: string
  /** The host and port that an administrator would have to allow. */
  allow?: string
}

const BY_CODE: Record<string, { cause: NetworkCause; sent: boolean }> = {
  ENOTFOUND: { cause: 'unknown-host', sent: false },
  EAI_AGAIN: { cause: 'unknown-host', sent: false },
  ECONNREFUSED: { cause: 'refused', sent: false },
  EHOSTUNREACH: { cause: 'unreachable', sent: false },
  ENETUNREACH: { cause: 'unreachable', sent: false },
  ETIMEDOUT: { cause: 'timed-out', sent: false },
  UND_ERR_CONNECT_TIMEOUT: { cause: 'timed-out', sent: false },
  UND_ERR_HEADERS_TIMEOUT: { cause: 'timed-out', sent: true },
  UND_ERR_BODY_TIMEOUT: { cause: 'timed-out', sent: true },
  UND_ERR_RES_EXCEEDED_MAX_SIZE: { cause: 'too-large', sent: true },
}

const WORDS: Record<NetworkCause, (host: string) => string> = {
  'unknown-host': host => `Host ${host} is not known. Check the address.`,
  refused: host => `${host} refused the connection. Check the address and the port.`,
  'timed-out': host => `${host} gave no answer in time. Check that it can be reached from here, then try again.`,
  certificate: host => `The certificate of ${host} is not trusted here. Ask an administrator to add its issuer.`,
  reset: host => `${host} ended the connection without an answer. Try again.`,
  'too-large': host => `The answer of ${host} is larger than 1 MiB. Check the address, or try again later.`,
  'bad-encoding': host => `The answer of ${host} cannot be unpacked. Check the address, or try again later.`,
  unreachable: host => `There is no way to ${host} from here. Check the network.`,
  aborted: host => `The request to ${host} was given up. Try again.`,
}

/** A failed request in one class word and one sentence; nothing of the request but its host is repeated. */
export function describeFailure(error: unknown, host: string, timedOut: boolean): Failure {
  const refusal = refusalIn(error)
  if (refusal) {
    const { rule } = refusal
    return {
      cause: 'refused-by-policy',
      sent: false,
      detail: refusal.message,
      ...(rule === undefined ? {} : { allow: rule }),
    }
  }
  const { cause, sent } = classify(error, timedOut)
  return { cause, sent, detail: WORDS[cause](host) }
}

function refusalIn(error: unknown, depth = 0): RefusedByPolicy | undefined {
  if (error instanceof RefusedByPolicy) return error
  return error instanceof Error && depth < 4 ? refusalIn(error.cause, depth + 1) : undefined
}

function classify(error: unknown, timedOut: boolean): { cause: NetworkCause; sent: boolean } {
  if (error instanceof BodyRefused) return { cause: error.cause, sent: true }
  const codes = codesOf(error)
  for (const code of codes) {
    const known = BY_CODE[code]
    if (known) return known
  }
  if (codes.some(code => /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code))) {
    return { cause: 'certificate', sent: false }
  }
  if (timedOut) return { cause: 'timed-out', sent: true }
  if (error instanceof Error && error.name === 'AbortError') return { cause: 'aborted', sent: true }
  return { cause: 'reset', sent: true }
}

/** The codes of an error, of its causes and of the parts of an `AggregateError`. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const parts = error instanceof AggregateError ? error.errors.flatMap(part => codesOf(part, depth + 1)) : []
  return [...own, ...parts, ...codesOf(error.cause, depth + 1)]
}
