import type { AppContext } from '../context.ts'

/** Takes a lookup from the attempt that had it, and ends that attempt if it is still open. */
export async function freeLookup({ store }: AppContext, lookupHash: string): Promise<void> {
  const older = await store.attempts.byLookupHash(lookupHash)
  if (!older) return
  const ended = older.status === 'created' || older.status === 'started'
  await store.attempts.finish(older.id, [older.status], {
    status: ended ? 'expired' : older.status,
    lookupHash: null,
  })
}
