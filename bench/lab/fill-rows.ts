import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sealAccountValue } from '#app/account-value.ts'
import { hashKey, newKeyText } from '#app/create-api-key.ts'
import { dataPlace } from '#app/data-place.ts'
import { type OpenedData, openData } from '#app/open-data.ts'
import { parseConfig } from '#config/config.ts'
import { makeId } from '#shared/ids.ts'
import { CODECS } from '#store/database.ts'
import { accountRow } from '#store/fixtures/rows.ts'
import type { AccountRow } from '#store/types.ts'

const random = (size: number) => new Uint8Array(randomBytes(size))
const A_TRANSACTION = 2000

const HANDLE = { url: 'https://depot.example.com', user: 'planner', password: 'a password of usual length' }

interface Filling {
  rows: number
  /** API keys that may read them. */
  keys?: number
  /** Where the data is, unless in a file. */
  databaseUrl?: string
}

/** Stores connections straight into the data of a server that is to be started in this folder. The ids come in no order. */
export async function fillRows(
  folder: string,
  { rows, keys = 0, databaseUrl }: Filling,
): Promise<{ ids: string[]; keys: string[] }> {
  const env = { FLOW_KEY_FILE: join(folder, 'instance.key'), FLOW_DATABASE_URL: databaseUrl }
  const config = parseConfig({ options: { data: join(folder, 'data') }, env })
  const data = await openData(config, random)
  const made = await insertKeys(data, keys)
  const ids = Array.from({ length: rows }, () => makeId('con', random(16)))
  // Stored in the order of ids and labels, so that every index grows at its end: a million random places take minutes.
  const sorted = ids.toSorted()
  const { workspaceId, userId: ownerId } = data.owner
  const rowAt = (n: number): AccountRow => {
    const id = sorted[n] ?? ''
    const place = { id, workspaceId, valueVersion: 1 }
    const value = sealAccountValue(data, place, { input: HANDLE, handle: HANDLE })
    return accountRow(id, { ...place, ownerId, label: `Row_${String(n).padStart(7, '0')}`, value })
  }
  const place = dataPlace(config)
  if ('url' in place) await insertRows(data, rows, rowAt)
  await data.store.close()
  if ('file' in place) fillFile(place.file, rows, rowAt)
  return { ids, keys: made }
}

async function insertRows({ store }: OpenedData, rows: number, rowAt: (n: number) => AccountRow): Promise<void> {
  for (let from = 0; from < rows; from += A_TRANSACTION) {
    await store.transaction(async tx => {
      for (let n = from; n < Math.min(rows, from + A_TRANSACTION); n++) await tx.accounts.insert(rowAt(n))
    })
  }
}

/** One transaction with nothing that guards it: a run that is cut off begins anew. */
function fillFile(file: string, rows: number, rowAt: (n: number) => AccountRow): void {
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -100000; begin')
  const columns = Object.keys(CODECS.accounts.encode(accountRow('con_a')))
  const marks = columns.map(() => '?').join(', ')
  const insert = database.prepare(`insert into accounts (${columns.join(', ')}) values (${marks})`)
  for (let n = 0; n < rows; n++) insert.run(...Object.values(CODECS.accounts.encode(rowAt(n))))
  database.exec('commit; pragma journal_mode = wal')
  database.close()
}

async function insertKeys({ store, owner }: OpenedData, count: number): Promise<string[]> {
  const made: string[] = []
  for (let n = 0; n < count; n++) {
    const id = makeId('key', random(16))
    const { key, start } = newKeyText(id, random)
    await store.apiKeys.insert({
      id,
      line: id,
      workspaceId: owner.workspaceId,
      ownerId: owner.userId,
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
  return made
}
