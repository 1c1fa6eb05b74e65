import { AppError, type FieldProblem } from './app-error.ts'
import { CATALOGUE, describeError, type ErrorCode } from './catalogue.ts'

/** RFC 9457 `application/problem+json`, with our own members. */
export interface Problem {
  type: string
  title: string
  status: number
  code: ErrorCode
  detail: string
  instance: string
  retryable: boolean
  retryAfter?: number
  errors?: FieldProblem[]
  next?: Record<string, string>
}

/** The answer for a failure. Whatever is no `AppError` becomes `internal`, without a word of its own message. */
export function encodeProblem(error: unknown, requestId: string): Problem {
  const known = error instanceof AppError ? error : undefined
  const code: ErrorCode = known?.code ?? 'internal'
  const entry = describeError(code)
  return {
    type: `https://flow-connections.dev/errors/${code}`,
    title: entry.title,
    status: entry.status,
    code,
    detail: known?.detail ?? 'The server met a fault of its own. Its log has the details under this request id.',
    instance: requestId,
    retryable: entry.retryable ?? false,
    ...(known?.retryAfter === undefined ? {} : { retryAfter: known.retryAfter }),
    ...(known && known.fields.length > 0 ? { errors: known.fields } : {}),
    ...(known?.next ? { next: known.next } : {}),
  }
}

/** The failure behind a problem document; `internal` when the document is none of ours. */
export function decodeProblem(body: unknown): AppError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>
  const code = typeof problem.code === 'string' && Object.hasOwn(CATALOGUE, problem.code) ? problem.code : 'internal'
  return new AppError(code, {
    detail: typeof problem.detail === 'string' ? problem.detail : 'The server gave an answer that cannot be read.',
    fields: Array.isArray(problem.errors) ? problem.errors : [],
    meta: typeof problem.instance === 'string' ? { instance: problem.instance } : {},
    ...(typeof problem.retryAfter === 'number' ? { retryAfter: problem.retryAfter } : {}),
    ...(problem.next ? { next: problem.next } : {}),
  })
}
