import type { ErrorCode } from './catalogue.ts'

/** A problem with one value: where, which rule, and words for the person who typed it. Never holds the value. */
export interface FieldProblem {
  /** JSON Pointer into the values sent. */
  pointer: string
  code: string
  detail: string
  hint?: string
}

export interface AppErrorOptions {
  /** One or two sentences that are safe to show: no secret, no stack, no path of this machine. */
  detail: string
  fields?: FieldProblem[]
  /** Safe to write to a log, never sent. */
  meta?: Record<string, string | number | boolean>
  /** Seconds after which the same request may work. */
  retryAfter?: number
  /** What the page may offer as the next step, for example `{ reconnect: 'log_…' }`. */
  next?: Record<string, string>
  cause?: unknown
}

/** A failure with a code of the catalogue. Everything else that is thrown is a programmer's mistake. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly detail: string
  readonly fields: FieldProblem[]
  readonly meta: Record<string, string | number | boolean>
  readonly retryAfter: number | undefined
  readonly next: Record<string, string> | undefined

  constructor(code: ErrorCode, options: AppErrorOptions) {
    super(`${code}: ${options.detail}`, { cause: options.cause })
    this.code = code
    this.detail = options.detail
    this.fields = options.fields ?? []
    this.meta = options.meta ?? {}
    this.retryAfter = options.retryAfter
    this.next = options.next
  }
}
