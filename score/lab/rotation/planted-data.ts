import { randomBytes } from 'node:crypto'
import { openAccountValue, sealAccountValue } from '#app/account-value.ts'
import { type OpenedData, openData } from '#app/open-data.ts'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { accountRow } from '#store/fixtures/rows.ts'

/** What each entry holds as far as anybody was told: several texts where a write was cut off. */
export type Told = Map<string, Set<string>>

export const random = (size: number) => new Uint8Array(randomBytes(size))

/** Adds entries whose texts are known. */
export async function plant({ store, keyring, owner }: OpenedData, count: number, told: Told): Promise<void> {
  for (let n = 0; n < count; n++) {
    const id = `con_planted${told.size}`
    const place = { id, workspaceId: owner.workspaceId, valueVersion: 1 }
    const value = sealAccountValue({ keyring }, place, `text ${n}`)
    await store.accounts.insert(accountRow(id, { ...place, ownerId: owner.userId, value }))
    told.set(id, new Set([`text ${n}`]))
  }
}

/** Values that hang on another data key than the active one. */
export async function countLeft({ store, owner }: OpenedData): Promise<number> {
  const active = (await store.dataKeys.list(owner.workspaceId)).find(row => row.state === 'active')
  const kept = Buffer.from(active?.kid ?? []).toString('hex')
  const counts = await store.sealed.count(owner.workspaceId)
  return [...counts].reduce((sum, [kid, count]) => (kid === kept ? sum : sum + count), 0)
}

/** Everything that was acknowledged, as a fresh start finds it. */
export async function look(config: Config, told: Told): Promise<{ lost: string[]; unreadable: string[] }> {
  const { store, keyring } = await openData(config, random)
  const found = { lost: [] as string[], unreadable: [] as string[] }
  for (const [id, texts] of told) {
    const row = await store.accounts.get(id)
    try {
      if (!row || !texts.has(String(openAccountValue({ keyring }, row)))) found.lost.push(`${id} is not what it was`)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      found.unreadable.push(`${id} cannot be read`)
    }
  }
  await store.close()
  return found
}
