import { randomBytes } from 'node:crypto'
import { sealAccountValue } from '#app/account-value.ts'
import { hashKey, newKeyText } from '#app/create-api-key.ts'
import { openData } from '#app/open-data.ts'
import type { Config } from '#config/config.ts'
import { makeId } from '#shared/ids.ts'
import type { Json } from '#shared/json.ts'
import { accountRow } from '#store/fixtures/rows.ts'

const random = (size: number) => new Uint8Array(randomBytes(size))
const A_TRANSACTION = 2000

/** Stores so many connections straight into the database, and API keys that may read them. */
export async function fillRows(
  config: Config,
  { rows, keys, handle }: { rows: number; keys: number; handle: Json },
): Promise<{ ids: string[]; keys: string[] }> {
  const { store, keyring, owner } = await openData(config, random)
  const { workspaceId, userId: ownerId } = owner
  const ids = Array.from({ length: rows }, () => makeId('con', random(16)))
  for (let from = 0; from < rows; from += A_TRANSACTION) {
    await store.transaction(async tx => {
      for (const [n, id] of ids.slice(from, from + A_TRANSACTION).entries()) {
        const place = { id, workspaceId, valueVersion: 1 }
        const value = sealAccountValue({ keyring }, place, { input: handle, handle })
        await tx.accounts.insert(accountRow(id, { ...place, ownerId, label: `Row_${from + n}`, value }))
      }
    })
  }
  const made: string[] = []
  for (let n = 0; n < keys; n++) {
    const id = makeId('key', random(16))
    const { key, start } = newKeyText(id, random)
    await store.apiKeys.insert({
      id,
      line: id,
      workspaceId,
      ownerId,
      name: `Key ${n}`,
      start,
      hash: hashKey(key),
      scopes: ['credentials:read'],
      readsPerSecond: 1_000_000,
      createdAt: store.now(),
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
    })
    made.push(key)
  }
  await store.close()
  return { ids, keys: made }
}
