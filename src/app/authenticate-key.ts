import { AppError } from '#shared/errors/app-error.ts'
import type { HotApiKey } from '#store/access-types.ts'
import { type Soon, soon } from '#store/soon.ts'
import type { KeyGrant } from './app.ts'
import type { AppContext } from './context.ts'
import { hashKey } from './create-api-key.ts'
import { describeFault } from './log.ts'

const FORM = /^Bearer (fck_[a-z2-7]{26}_[A-Za-z0-9_-]{43})$/i
/** "Last used" is written at most this often for each key: a write for every read would cost more than the read. */
const MARK_EVERY_MS = 60_000

/** Who a request with this `Authorization` header acts for. Synchronous on SQLite: it stands before every credential read. */
export function makeAuthenticateKey({ store }: AppContext, { hashOf, judge }: KeyJudge) {
  return (authorization: string | undefined): Soon<KeyGrant> =>
    soon(store.apiKeys.byHashHot(hashOf(authorization)), judge)
}

/** The two halves of that, for whoever reads the key together with something else. Both throw `unauthorized`. */
export interface KeyJudge {
  hashOf(authorization: string | undefined): Uint8Array
  judge(row: HotApiKey | null): KeyGrant
}

export function makeKeyJudge({ store, log, audit }: AppContext): KeyJudge {
  const marked = new Map<string, number>()
  const markUsed = (id: string, now: number) => {
    if (now - (marked.get(id) ?? 0) < MARK_EVERY_MS) return
    marked.set(id, now)
    store.apiKeys.markUsed(id, now).catch(error => log.warn('key-use-not-noted', { id, fault: describeFault(error) }))
  }
  return { hashOf, judge }
  function hashOf(authorization: string | undefined): Uint8Array {
    const key = FORM.exec(authorization ?? '')?.[1]
    if (key === undefined) {
      throw unauthorized('Send an API key in the header "Authorization: Bearer fck_…". Keys are made in the settings.')
    }
    return hashKey(key)
  }
  function judge(row: HotApiKey | null): KeyGrant {
    if (!row) throw refused('unknown', 'This API key is not known here.')
    const now = store.now()
    if (row.revokedAt !== null)
      throw refused('revoked', 'This API key was revoked. Make a new one in the settings.', row)
    if (row.expiresAt !== null && row.expiresAt <= now) {
      throw refused('expired', 'This API key has ended. Make a new one in the settings.', row)
    }
    markUsed(row.id, now)
    const { id: keyId, line, workspaceId, ownerId, scopes, readsPerSecond } = row
    return { keyId, line: line ?? keyId, workspaceId, ownerId, scopes, readsPerSecond }
  }
  /** On record: who still uses a key that is over, or guesses. */
  function refused(outcome: string, detail: string, row?: HotApiKey): AppError {
    audit.note({ actor: '', action: 'key-refused', object: row?.id ?? '', outcome, reason: '' })
    return unauthorized(detail)
  }
}

function unauthorized(detail: string): AppError {
  return new AppError('unauthorized', { detail })
}
