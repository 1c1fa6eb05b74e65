import type { CreatedApiKey, KeyRotation } from '#shared/contract/keys.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId, makeId } from '#shared/ids.ts'
import type { ApiKeyRow } from '#store/access-types.ts'
import type { AppContext } from './context.ts'
import { describeApiKey, hashKey, isOwn, newKeyText } from './create-api-key.ts'

const HOUR_MS = 3_600_000

/**
 * Replaces a key without an outage (security.md §6.3): both work until the old one ends. The new one stands in the old
 * one's place: what was begun with the old can be ended with the new. Throws `not_found`.
 */
export function makeRotateApiKey({ store, owner, random, events, log }: AppContext) {
  return async (id: string, { overlapHours }: KeyRotation): Promise<CreatedApiKey> => {
    const old = isId('key', id) ? await store.apiKeys.get(id) : null
    const now = store.now()
    const over = old !== null && old.expiresAt !== null && old.expiresAt <= now
    if (!isOwn(old, owner) || old.revokedAt !== null || over) {
      throw new AppError('not_found', { detail: 'This API key does not exist, or it was revoked already.' })
    }
    const newId = makeId('key', random(16))
    const { key, start } = newKeyText(newId, random)
    const row: ApiKeyRow = {
      ...old,
      id: newId,
      line: old.line ?? old.id,
      start,
      hash: hashKey(key),
      createdAt: now,
      expiresAt: old.expiresAt === null ? null : now + (old.expiresAt - old.createdAt),
      lastUsedAt: null,
    }
    const endsAt = Math.min(now + overlapHours * HOUR_MS, old.expiresAt ?? Number.POSITIVE_INFINITY)
    await store.transaction(async tx => {
      await tx.apiKeys.insert(row)
      await tx.apiKeys.endAt(old.id, endsAt)
    })
    log.info('key-replaced', { id: old.id })
    events.emit('keys')
    return { key, apiKey: describeApiKey(row) }
  }
}
