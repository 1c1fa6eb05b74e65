import { AppError } from '#shared/errors/app-error.ts'

/** The server is away, starts, stops, or has no connection left: SQLSTATE classes and the names of socket errors. */
const AWAY =
  /^(08...|57P0[1-5]|53300|ENOENT|E(CONN(REFUSED|RESET|ABORTED)|PIPE|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH))$/
/** What the driver says without a code when the connection broke or nothing came back. */
const BROKEN = /connection terminated|timeout exceeded|read timeout|not queryable|client was closed/i

const WORDS: [RegExp, string][] = [
  [AWAY, 'does not answer'],
  [/^25006$/, 'is read-only'],
  [/^53100$/, 'has no room left on its disk'],
  [/^(58...|XX001|XX002)$/, 'cannot read or write its files'],
  [/^(28...|3D000)$/, 'does not let this program in'],
  [/^57014$/, 'took too long'],
]

/** Trouble of the server as `database_unavailable`; anything else as it came. The words hold neither user nor password. */
export function translatePostgres(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error
  const code = codeOf(error)
  const found =
    WORDS.find(([pattern]) => pattern.test(code))?.[1] ?? (BROKEN.test(error.message) ? 'does not answer' : '')
  if (found === '') return error
  return new AppError('database_unavailable', { detail: `The database ${name} ${found}.`, retryAfter: 5, cause: error })
}

/** Several addresses of one host fail together; the first says why. */
function codeOf(error: Error): string {
  const first = error instanceof AggregateError ? error.errors[0] : error
  return first instanceof Error && 'code' in first ? String(first.code) : ''
}
