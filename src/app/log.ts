import { pino } from 'pino'
import type { LogLevel } from '#shared/log-levels.ts'

/** The only things a log line may carry (security.md §5.4): no value, label, secret or query ever fits in here. */
export interface LogFields {
  requestId?: string
  method?: string
  /** Path of a request, without its query. */
  path?: string
  status?: number
  milliseconds?: number
  /** Code of the error catalogue. */
  code?: string
  /** Id of an account, provider, key or attempt. */
  id?: string
  /** Id of the API key that a request came with. */
  keyId?: string
  service?: string
  type?: string
  version?: string
  outcome?: string
  /** How connector code was contained. */
  level?: string
  /** Row version of an edit and the names of the fields it changed; never a value. */
  changed?: string
  count?: number
  /** Of the record of who did what: which chain, and its newest hash. */
  chain?: string
  hash?: string
  file?: string
  port?: number
  /** A host and port that an administrator named. */
  host?: string
  /** Class and stack of a fault of ours; the message of a foreign error is left out. */
  fault?: string
}

export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

const ALLOWED: ReadonlySet<string> = new Set<keyof LogFields>([
  'requestId',
  'method',
  'path',
  'status',
  'keyId',
  'milliseconds',
  'code',
  'id',
  'service',
  'type',
  'version',
  'outcome',
  'level',
  'changed',
  'count',
  'chain',
  'hash',
  'file',
  'port',
  'host',
  'fault',
])

interface LogTarget {
  write(line: string): void
}

/** One JSON object a line, on stderr unless `target` says otherwise. Fields off the list are dropped, not masked. */
export function createLog(level: LogLevel, target: LogTarget = process.stderr): Log {
  const logger = pino({ level: level === 'off' ? 'silent' : level, base: null }, target)
  const at =
    (name: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}) => {
      if (!logger.isLevelEnabled(name)) return
      const entries = Object.entries(fields).filter(([key]) => ALLOWED.has(key))
      logger[name](Object.fromEntries(entries), event)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** What a log may say of an unexpected error: its class and where it was thrown, never its message. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return [error.constructor.name, ...frames.slice(0, 8).map(line => line.trim())].join(' | ')
}
