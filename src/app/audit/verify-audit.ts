import type { KeyObject } from 'node:crypto'
import type { AuditMark, AuditRow } from '#store/audit-types.ts'
import type { Store } from '#store/types.ts'
import { chainHash } from '#vault/audit-chain.ts'
import type { Keyring } from '#vault/keyring.ts'
import { AUDIT_WORKSPACE } from './audit-log.ts'
import { fieldsOf } from './fields-of.ts'
import { sealOfMark } from './seal-of-mark.ts'

/** What `flow-deploy audit verify` found. */
export interface AuditCheck {
  /** That were checked. */
  rows: number
  /** Of before the key was lost and reset: nothing can tell whether they are as they were written. */
  unchecked: number
  chains: number
  /** One sentence each; empty when all is as it was written. */
  faults: string[]
}

/** The row that a chain was begun after. */
interface Link {
  by: string
  chain: string
  seq: number
  hash: string
}

/** What the next row hangs on: the row before it, or the mark of its chain. */
interface Before {
  seq: number
  hash: Uint8Array | undefined
}

const START: Before = { seq: 0, hash: undefined }

interface Checking {
  store: Store
  key: KeyObject
  faults: string[]
}

const PAGE = 500
const MOST_FAULTS = 100

/**
 * Finds altered, dropped, added and reordered rows, and chains that are gone though a later one names them. Rows that
 * were dropped for their age are no fault: a sealed mark says up to where.
 */
export async function verifyAudit(store: Store, keyring: Keyring): Promise<AuditCheck> {
  const { key } = keyring.active(AUDIT_WORKSPACE)
  const check: AuditCheck = { rows: 0, unchecked: 0, chains: 0, faults: [] }
  const checking: Checking = { store, key, faults: check.faults }
  const named: Link[] = []
  let chain = ''
  let last: AuditRow | null = null
  let before: Before = START
  for (;;) {
    const page: AuditRow[] = await store.audit.page(last, PAGE)
    for (const row of page) {
      if (row.chain !== chain) {
        chain = row.chain
        check.chains++
        before = (await readMark(checking, chain)) ?? START
      }
      last = row
      if (row.seq <= before.seq) {
        check.unchecked++
        continue
      }
      check.rows++
      await checkRow(checking, row, before)
      const link = /^(\w+) (\d+) (\w{64})$/.exec(row.action === 'chain-begun' ? row.reason : '')
      if (link) named.push({ by: row.chain, chain: link[1] ?? '', seq: Number(link[2]), hash: link[3] ?? '' })
      before = row
    }
    if (page.length < PAGE || check.faults.length > MOST_FAULTS) break
  }
  for (const link of named) await checkLink(checking, link)
  return check
}

async function checkRow(checking: Checking, row: AuditRow, { seq, hash }: Before): Promise<void> {
  const { key, faults } = checking
  let previous = hash
  if (row.seq !== seq + 1) {
    const mark = await readMark(checking, row.chain)
    // It was dropped while this check went on.
    if (mark && mark.seq >= row.seq) return
    if (mark?.seq === row.seq - 1) previous = mark.hash
    else faults.push(`Rows ${seq + 1} to ${row.seq - 1} of chain ${row.chain} are gone.`)
  }
  if (!Buffer.from(chainHash(key, previous, fieldsOf(row))).equals(row.hash)) {
    faults.push(`Row ${row.seq} of chain ${row.chain} was altered, or the row before it.`)
  }
}

async function checkLink(checking: Checking, { by, chain, seq, hash }: Link): Promise<void> {
  const [row] = await checking.store.audit.page({ chain, seq: seq - 1 }, 1)
  const found = row?.chain === chain && row.seq === seq ? row : await readMark(checking, chain)
  const same = found && (found.seq > seq || (found.seq === seq && Buffer.from(found.hash).toString('hex') === hash))
  if (!same) checking.faults.push(`Row ${seq} of chain ${chain} is gone: chain ${by} was begun after it.`)
}

async function readMark({ store, key, faults }: Checking, chain: string): Promise<AuditMark | null> {
  const mark = await store.audit.mark(chain)
  if (!mark || Buffer.from(sealOfMark(key, mark)).equals(mark.seal)) return mark
  const fault = `The mark of what was dropped from chain ${chain} was altered.`
  if (!faults.includes(fault)) faults.push(fault)
  return null
}
