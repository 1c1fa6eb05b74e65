import type { AuditRow } from '#store/audit-types.ts'
import type { Store } from '#store/types.ts'
import { chainHash } from '#vault/audit-chain.ts'
import type { Keyring } from '#vault/keyring.ts'
import { AUDIT_WORKSPACE } from './audit-log.ts'
import { fieldsOf } from './fields-of.ts'

/** What `flow-deploy audit verify` found. */
export interface AuditCheck {
  rows: number
  chains: number
  /** One sentence each; empty when all is as it was written. */
  faults: string[]
}

const PAGE = 500
const MOST_FAULTS = 100

/** Finds altered, dropped, added and reordered rows, and chains that are gone though a later one names them. */
export async function verifyAudit(store: Store, keyring: Keyring): Promise<AuditCheck> {
  const { key } = keyring.active(AUDIT_WORKSPACE)
  const check: AuditCheck = { rows: 0, chains: 0, faults: [] }
  const named: { by: string; chain: string; seq: number; hash: string }[] = []
  let before: AuditRow | null = null
  for (;;) {
    const page: AuditRow[] = await store.audit.page(before, PAGE)
    for (const row of page) {
      const first: boolean = before?.chain !== row.chain
      if (first) check.chains++
      check.rows++
      const fault = faultOf(row, first ? null : before)
      if (fault) check.faults.push(fault)
      const previous = first ? undefined : before?.hash
      if (!Buffer.from(chainHash(key, previous, fieldsOf(row))).equals(row.hash)) {
        check.faults.push(`Row ${row.seq} of chain ${row.chain} was altered, or the row before it.`)
      }
      const link = /^(\w+) (\d+) (\w{64})$/.exec(first ? row.reason : '')
      if (link) named.push({ by: row.chain, chain: link[1] ?? '', seq: Number(link[2]), hash: link[3] ?? '' })
      before = row
    }
    if (page.length < PAGE || check.faults.length > MOST_FAULTS) break
  }
  for (const link of named) {
    const [found] = await store.audit.page({ chain: link.chain, seq: link.seq - 1 }, 1)
    const same = found?.chain === link.chain && Buffer.from(found.hash).toString('hex') === link.hash
    if (!same) check.faults.push(`Row ${link.seq} of chain ${link.chain} is gone: chain ${link.by} was begun after it.`)
  }
  return check
}

function faultOf(row: AuditRow, before: AuditRow | null): string | undefined {
  const expected = (before?.seq ?? 0) + 1
  if (row.seq === expected) return undefined
  return `Rows ${expected} to ${row.seq - 1} of chain ${row.chain} are gone.`
}
