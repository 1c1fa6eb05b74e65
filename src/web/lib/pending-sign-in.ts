import { isObject, type JsonObject } from '#shared/json.ts'

/** What is kept while this page is away at the provider. Never a secret: those are asked again (oauth.md §10.7). */
export interface PendingSignIn {
  attemptId: string
  providerId: string
  scopes: string[]
  loginId?: string
}

const KEY = 'flow-pending-sign-in'

export function keepPendingSignIn(pending: PendingSignIn): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(pending))
  } catch {
    // Without storage the return path still carries the attempt.
  }
}

/** The sign-in this tab left for, once; undefined when there is none for this provider. */
export function takePendingSignIn(providerId: string): PendingSignIn | undefined {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    if (!isObject(value) || value['providerId'] !== providerId) return undefined
    sessionStorage.removeItem(KEY)
    return asPending(value)
  } catch {
    return undefined
  }
}

function asPending(value: JsonObject): PendingSignIn | undefined {
  const { attemptId, providerId, scopes, loginId } = value
  if (typeof attemptId !== 'string' || typeof providerId !== 'string' || !Array.isArray(scopes)) return undefined
  return {
    attemptId,
    providerId,
    scopes: scopes.filter(scope => typeof scope === 'string'),
    ...(typeof loginId === 'string' ? { loginId } : {}),
  }
}
