import type { FlowError as Declared, Problem } from './declarations/client.js'

type Told = Pick<Problem, 'code' | 'detail'> & Partial<Problem>

/** A failure of a call: what the server said of it, or `unreachable`. */
export class FlowError extends Error implements Declared {
  override readonly name = 'FlowError'
  readonly code: string
  readonly status: number
  readonly detail: string
  readonly retryable: boolean
  readonly retryAfter: number | undefined
  readonly errors: NonNullable<Problem['errors']>
  readonly instance: string | undefined

  constructor(
    { code, status = 0, detail, retryable = false, retryAfter, errors = [], instance }: Told,
    cause?: unknown,
  ) {
    super(`${code}: ${detail}`, { cause })
    this.code = code
    this.status = status
    this.detail = detail
    this.retryable = retryable
    this.retryAfter = retryAfter
    this.errors = errors
    this.instance = instance
  }
}
