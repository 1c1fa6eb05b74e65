import { randomBytes } from 'node:crypto'
import type { AuditRow } from '#store/audit-types.ts'
import type { Store } from '#store/types.ts'
import { chainHash } from '#vault/audit-chain.ts'
import type { Keyring } from '#vault/keyring.ts'
import { describeFault, type Log } from '../log.ts'
import type { Callers } from './callers.ts'
import { fieldsOf } from './fields-of.ts'
import { type AuditEntry, leftSpools, openSpool, readSpool, removeSpool, type Spool, toTail } from './spool.ts'

/** The key of the chain lies among the data keys, under a workspace that nobody has. */
export const AUDIT_WORKSPACE = 'audit'

export interface AuditLog {
  /** In its file when it returns, so call it before anybody is answered. Throws `database_unavailable`. */
  note(entry: Omit<AuditEntry, 'at' | 'address'>): void
  /** Chains what was noted; the same happens by itself every half second. */
  flush(): Promise<void>
  close(): Promise<void>
}

interface Parts {
  folder: string
  store: Store
  keyring: Keyring
  workspaceId: string
  callers: Pick<Callers, 'address'>
  log: Log
}

const EVERY_MS = 500
/** How often the newest link is printed: a log that is kept elsewhere shows later that the chain was cut. */
const ANCHOR_MS = 600_000
const SPOOL_BYTES = 4_000_000

/**
 * What was done, first to a file and from there, in batches, to the chain in the database (docs/decisions/106). Entries
 * that a dead process left in its file are chained at start, each once.
 */
export async function openAuditLog(parts: Parts): Promise<AuditLog> {
  const { folder, store, callers, log } = parts
  const chain = makeChain(parts)
  const newFile = (): NotedFile => {
    const name = `${process.pid}-${randomBytes(8).toString('hex')}.spool`
    return { spool: openSpool(folder, name), waiting: new Map() }
  }
  let current: NotedFile | undefined
  const full: NotedFile[] = []
  let running: Promise<void> | undefined

  /** Stands before every answer, so it waits for nobody: two calls that meet here would keep each other's sockets idle. */
  function note(given: Omit<AuditEntry, 'at' | 'address'>): void {
    current ??= newFile()
    const entry = { ...given, at: store.now(), address: callers.address() }
    const tail = toTail(entry)
    current.spool.write(entry.at + tail)
    count(current.waiting, tail, entry)
  }
  /** One round: what comes meanwhile waits for the next one, or a busy server would do nothing else. */
  async function drain(): Promise<void> {
    if (current && current.spool.bytes() >= SPOOL_BYTES) {
      full.push(current)
      current = undefined
    }
    for (let first = full[0]; first; first = full[0]) {
      await chainNoted(first)
      await drop(first.spool)
      full.shift()
    }
    if (current) await chainNoted(current)
  }
  async function chainNoted(file: NotedFile): Promise<void> {
    const batch = file.waiting
    if (batch.size === 0) return
    file.waiting = new Map()
    await chain.append([...batch.values()], { name: file.spool.name, bytes: file.spool.bytes() }).catch(error => {
      for (const [tail, entry] of file.waiting) count(batch, tail, entry)
      file.waiting = batch
      throw error
    })
  }
  async function drop(done: Spool): Promise<void> {
    done.close()
    done.remove()
    await store.audit.forgetSpool(done.name)
  }
  const drainSoon = () => {
    running ??= drain().finally(() => {
      running = undefined
    })
    return running
  }
  const flush = async () => {
    // A round that runs already may have begun before the newest line.
    await running?.catch(() => undefined)
    await drainSoon()
  }
  for (const name of leftSpools(folder)) {
    const { entries, bytes } = readSpool(folder, name, await store.audit.readUpTo(name))
    if (entries.length > 0) await chain.append(group(entries), { name, bytes })
    removeSpool(folder, name)
    await store.audit.forgetSpool(name)
  }
  const timer = setInterval(() => {
    drainSoon().catch(error => {
      log.warn('audit-waits', { fault: describeFault(error), count: current?.waiting.size ?? 0 })
    })
  }, EVERY_MS)
  timer.unref()
  const anchorTimer = setInterval(() => {
    const head = chain.head()
    if (head) log.info('audit-head', head)
  }, ANCHOR_MS)
  anchorTimer.unref()
  return {
    note,
    flush,
    async close() {
      clearInterval(timer)
      clearInterval(anchorTimer)
      // What cannot be chained now stays in its file for the next start.
      const failed = await flush().then(
        () => false,
        () => true,
      )
      if (current && !failed) await drop(current.spool)
      else for (const file of [...full, ...(current ? [current] : [])]) file.spool.close()
    },
  }
}

/** A file of lines, and what of it is not chained yet. */
interface NotedFile {
  spool: Spool
  waiting: Map<string, Counted>
}

/** The chain of this process; it begins with its first row, which names the newest row of all others. */
function makeChain({ store, keyring, workspaceId }: Parts) {
  const name = randomBytes(12).toString('hex')
  let last: { seq: number; hash: Uint8Array | undefined } = { seq: 0, hash: undefined }
  const { key } = keyring.active(AUDIT_WORKSPACE)
  return {
    /** The newest link, once there is one. */
    head: () => last.hash && { chain: name, count: last.seq, hash: Buffer.from(last.hash).toString('hex') },
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
  const none = { actor: '', object: '', address: '' }
  return { ...none, at: store.now(), action: 'chain-begun', outcome: 'ok', reason: after, count: 1 }
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
