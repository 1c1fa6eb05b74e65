import type { Store } from '#store/types.ts'

const DAY_MS = 86_400_000
/** Older backups open with it for so long. */
const KEEP_DAYS = 30

/** Retires the keys that no value hangs on any more, and drops those retired long ago. Gives how many values are left. */
export async function retireKeys(store: Store, workspaceId: string): Promise<number> {
  const left = await countLeft(store, workspaceId)
  if (left > 0) return left
  return store.transaction(async tx => {
    // Whoever wrote between the two is seen here, and nobody writes meanwhile.
    const found = await countLeft(tx, workspaceId)
    if (found > 0) return found
    const now = store.now()
    for (const { kid, state, retiredAt } of await tx.dataKeys.list(workspaceId)) {
      const old = retiredAt !== null && now - retiredAt > KEEP_DAYS * DAY_MS
      if (state === 'retired' && old) await tx.dataKeys.remove(kid)
      else if (state === 'retiring') await tx.dataKeys.setStates([{ kid, state: 'retired', retiredAt: now }])
    }
    return 0
  })
}

async function countLeft(
  { sealed, dataKeys }: Pick<Store, 'sealed' | 'dataKeys'>,
  workspaceId: string,
): Promise<number> {
  const active = (await dataKeys.list(workspaceId)).find(row => row.state === 'active')
  const kept = active ? Buffer.from(active.kid).toString('hex') : ''
  const counts = await sealed.count(workspaceId)
  return [...counts].reduce((sum, [kid, count]) => (kid === kept ? sum : sum + count), 0)
}
