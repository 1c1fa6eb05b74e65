import type { AccountRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'

const AT_ONCE = 500

/** All entries of whoever acts, by label. What others share is not among them. */
export async function ownAccounts({ store, owner }: AppContext): Promise<Map<string, AccountRow>> {
  const rows: AccountRow[] = []
  let cursor: string | null = null
  do {
    const { workspaceId, userId: ownerId } = owner
    const page = await store.accounts.list({ workspaceId, ownerId, cursor, limit: AT_ONCE })
    rows.push(...page.items)
    cursor = page.next
  } while (cursor !== null)
  return new Map(rows.map(row => [row.label, row]))
}
