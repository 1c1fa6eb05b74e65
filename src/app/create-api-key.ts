import { hash } from 'node:crypto'
import type { ApiKey, CreatedApiKey, NewApiKey } from '#shared/contract/keys.ts'
import { makeId } from '#shared/ids.ts'
import type { ApiKeyRow } from '#store/access-types.ts'
import type { Actor } from './actor.ts'
import type { AppContext } from './context.ts'
import { makeSecret } from './hash-secret.ts'

const DAY_MS = 86_400_000
/** Enough of a key to tell it from others, and 26 characters too few to guess it. */
const START_LENGTH = 10

/** Makes a key that reads credentials. The key itself is in this answer and nowhere else (security.md §6.3). */
export function makeCreateApiKey(context: AppContext) {
  return async (body: NewApiKey): Promise<CreatedApiKey> => {
    const { store, owner, random, events } = context
    const id = makeId('key', random(16))
    const { key, start } = newKeyText(id, random)
    const now = store.now()
    const row: ApiKeyRow = {
      id,
      workspaceId: owner.workspaceId,
      ownerId: owner.userId,
      name: body.name.trim() || 'Key',
      start,
      hash: hashKey(key),
      line: id,
      scopes: body.scopes ?? ['credentials:read', 'uses:write'],
      readsPerSecond: body.readsPerSecond ?? null,
      createdAt: now,
      expiresAt: body.expiresInDays === null ? null : now + body.expiresInDays * DAY_MS,
      lastUsedAt: null,
      revokedAt: null,
    }
    await store.apiKeys.insert(row)
    context.log.info('key-made', { id })
    events.emit('keys')
    return { key, apiKey: describeApiKey(row) }
  }
}

/** The text of a key, which nobody can be shown again, and the part of it that tells it from others. */
export function newKeyText(id: string, random: (count: number) => Uint8Array): { key: string; start: string } {
  const key = `fck_${id.slice('key_'.length)}_${makeSecret(random)}`
  return { key, start: key.slice(0, START_LENGTH) }
}

/** Whether this actor made the key. */
export function isOwn(row: ApiKeyRow | null, { userId, workspaceId }: Actor): row is ApiKeyRow {
  return row?.ownerId === userId && row.workspaceId === workspaceId
}

export function hashKey(key: string): Uint8Array {
  return hash('sha256', key, 'buffer')
}

export function describeApiKey(row: ApiKeyRow): ApiKey {
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    scopes: row.scopes,
    ...(row.readsPerSecond === null ? {} : { readsPerSecond: row.readsPerSecond }),
    createdAt: new Date(row.createdAt).toISOString(),
    expiresAt: time(row.expiresAt),
    lastUsedAt: time(row.lastUsedAt),
  }
}
