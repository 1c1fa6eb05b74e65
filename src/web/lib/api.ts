import { AppError } from '#shared/errors/app-error.ts'
import { decodeProblem } from '#shared/errors/problem.ts'
import { t } from './t.ts'

export interface RequestOptions {
  body?: unknown
  /** Row version of the entry that is changed: sent as `If-Match`. */
  rowVersion?: number
  /** Makes a repeated create harmless. */
  idempotencyKey?: string
  signal?: AbortSignal
}

/**
 * One call to our own server. Answers the JSON body, or null for 204.
 * Throws `AppError` for a problem answer, and `temporarily_unavailable` with `meta.unreachable` when nobody answers.
 */
export async function callApi<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'X-Flow': '1' }
  if (/^\/connect(\/|$)/.test(location.pathname)) headers['X-Flow-Connect'] = '1'
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.rowVersion !== undefined) headers['If-Match'] = `"${options.rowVersion}"`
  if (options.idempotencyKey !== undefined) headers['Idempotency-Key'] = options.idempotencyKey
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new AppError('temporarily_unavailable', { detail: t('offline'), meta: { unreachable: true }, cause })
  }
  if (response.status === 204) return null as T
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok || body === undefined) throw decodeProblem(body)
  return body as T
}

/** True when the server did not answer at all, so that nothing is known about the request. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof AppError && error.meta['unreachable'] === true
}

/** A fresh key for one create: the same key for every repeat of the same press. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID()
}
