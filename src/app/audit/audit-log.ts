import { randomBytes } from 'node:crypto'
import type { AuditRow } from '#store/audit-types.ts'
import type { Store } from '#store/types.ts'
import { chainHash } from '#vault/audit-chain.ts'
import type { Keyring } from '#vault/keyring.ts'
import { describeFault, type Log } from '../log.ts'
import { fieldsOf } from './fields-of.ts'
import { type AuditEntry, leftSpools, openSpool, readSpool, removeSpool, type Spool, toTail } from './spool.ts'

/** The key of the chain lies among the data keys, under a workspace that nobody has. */
export const AUDIT_WORKSPACE = 'audit'

export interface AuditLog {
  /** In its file when it returns, so call it before anybody is answered. Throws `database_unavailable`. */
  note(entry: Omit<AuditEntry, 'at'>): void
  /** The same with all that comes in this turn of the event loop, in one write. Rejects where `note` throws. */
  noteSoon(entry: Omit<AuditEntry, 'at'>): Promise<void>
  /** Chains what was noted; the same happens by itself every half second. */
  flush(): Promise<void>
  close(): Promise<void>
}

interface Parts {
  folder: string
  store: Store
  keyring: Keyring
  workspaceId: string
  log: Log
}

const EVERY_MS = 500
const SPOOL_BYTES = 4_000_000

/**
 * What was done, first to a file and from there, in batches, to the chain in the database (docs/decisions/106). Entries
 * that a dead process left in its file are chained at start, each once.
 */
export async function openAuditLog(parts: Parts): Promise<AuditLog> {
  const { folder, store, log } = parts
  const chain = makeChain(parts)
  const newSpool = () => openSpool(folder, `${process.pid}-${randomBytes(8).toString('hex')}.spool`)
  let spool: Spool | undefined
  let waiting = new Map<string, Counted>()
  let running: Promise<void> | undefined
  let turn: Turn | undefined

  /** Stands before every answer, so it waits for nobody: two calls that meet here would keep each other's sockets idle. */
  function note(entry: Omit<AuditEntry, 'at'>): void {
    spool ??= newSpool()
    const at = store.now()
    const tail = toTail(entry)
    spool.write(at + tail)
    count(waiting, tail, { ...entry, at })
  }
  /** A write of its own for each read would cost as much as its decryption. */
  function noteSoon(entry: Omit<AuditEntry, 'at'>): Promise<void> {
    const at = store.now()
    const tail = toTail(entry)
    if (!turn) {
      turn = { ...Promise.withResolvers<void>(), lines: '', entries: [] }
      setImmediate(endTurn)
    }
    turn.lines += at + tail
    turn.entries.push([tail, { ...entry, at }])
    return turn.promise
  }
  function endTurn(): void {
    const ended = turn
    turn = undefined
    if (!ended) return
    try {
      spool ??= newSpool()
      spool.write(ended.lines)
    } catch (error) {
      ended.reject(error)
      return
    }
    for (const [tail, entry] of ended.entries) count(waiting, tail, entry)
    ended.resolve()
  }
  async function drain(): Promise<void> {
    while (spool && waiting.size > 0) {
      const current = spool
      const [batch, bytes] = [waiting, current.bytes()]
      // What comes meanwhile goes into the same file, and waits for the next round.
      waiting = new Map()
      await chain.append([...batch.values()], { name: current.name, bytes }).catch(error => {
        for (const [tail, entry] of waiting) count(batch, tail, entry)
        waiting = batch
        throw error
      })
      if (current.bytes() !== bytes || bytes < SPOOL_BYTES) continue
      spool = undefined
      await drop(current)
    }
  }
  async function drop(done: Spool): Promise<void> {
    done.close()
    done.remove()
    await store.audit.forgetSpool(done.name)
  }
  const flush = () => {
    endTurn()
    running ??= drain().finally(() => {
      running = undefined
    })
    return running
  }
  for (const name of leftSpools(folder)) {
    const { entries, bytes } = readSpool(folder, name, await store.audit.readUpTo(name))
    if (entries.length > 0) await chain.append(group(entries), { name, bytes })
    removeSpool(folder, name)
    await store.audit.forgetSpool(name)
  }
  const timer = setInterval(() => {
    flush().catch(error => log.warn('audit-waits', { fault: describeFault(error), count: waiting.size }))
  }, EVERY_MS)
  timer.unref()
  return {
    note,
    noteSoon,
    flush,
    async close() {
      clearInterval(timer)
      // What cannot be chained now stays in its file for the next start.
      const failed = await flush().then(
        () => false,
        () => true,
      )
      if (spool && !failed) await drop(spool)
      else spool?.close()
    },
  }
}

/** What was noted since the event loop last came round. */
interface Turn extends PromiseWithResolvers<void> {
  lines: string
  entries: [tail: string, entry: AuditEntry][]
}

/** The chain of this process; it begins with its first row, which names the newest row of all others. */
function makeChain({ store, keyring, workspaceId }: Parts) {
  const name = randomBytes(12).toString('hex')
  let last: { seq: number; hash: Uint8Array | undefined } = { seq: 0, hash: undefined }
  const { key } = keyring.active(AUDIT_WORKSPACE)
  return {
    async append(entries: readonly Counted[], spool: { name: string; bytes: number }): Promise<void> {
      const all = [...(last.seq === 0 ? [await beginning(store)] : []), ...entries]
      let { seq, hash } = last
      const rows = all.map((entry): AuditRow => {
        seq++
        const row = { ...entry, workspaceId, chain: name, seq }
        hash = chainHash(key, hash, fieldsOf(row))
        return { ...row, hash }
      })
      await store.audit.append(rows, { workspaceId, ...spool })
      last = { seq, hash }
    },
  }
}

type Counted = AuditEntry & { count: number }

/** So that a chain that is taken away as a whole is missed by the next one. */
async function beginning(store: Store): Promise<Counted> {
  const before = await store.audit.newest()
  const after = before ? `${before.chain} ${before.seq} ${Buffer.from(before.hash).toString('hex')}` : 'nothing'
  return { at: store.now(), actor: '', action: 'chain-begun', object: '', outcome: 'ok', reason: after, count: 1 }
}

function group(entries: readonly AuditEntry[]): Counted[] {
  const all = new Map<string, Counted>()
  for (const entry of entries) count(all, toTail(entry), entry)
  return [...all.values()]
}

/** An engine that reads the same credential a thousand times in a second gets one row that says so. */
function count(all: Map<string, Counted>, tail: string, entry: AuditEntry & { count?: number }): void {
  const known = all.get(tail)
  if (known) known.count += entry.count ?? 1
  else all.set(tail, { ...entry, count: entry.count ?? 1 })
}
