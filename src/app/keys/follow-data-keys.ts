import { randomBytes } from 'node:crypto'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { DataKeyRow } from '#store/instance-types.ts'
import type { Store } from '#store/types.ts'
import type { LiveKeyring } from '#vault/keyring.ts'
import { describeFault, type Log } from '../log.ts'
import { describeDataKeys } from './describe-data-keys.ts'
import { CHECK_KEY, openFittingSource } from './keys-of-data.ts'
import { thisHost } from './this-node.ts'

interface Parts {
  config: Config
  store: Store
  keyring: LiveKeyring
  workspaceId: string
  log: Log
}

/** Often enough that no other node takes this one for dead. */
const EVERY_MS = 15_000

/**
 * Keeps the keyring of a process that serves as the database has it, and reports which keys it holds: whoever rotates
 * waits for that before anything is written with a new one (docs/decisions/108).
 */
export async function followDataKeys(parts: Parts): Promise<{ close(): Promise<void> }> {
  const { config, store, workspaceId, log } = parts
  const name = `node-${randomBytes(8).toString('hex')}`
  const self = { name, workspaceId, host: thisHost(), pid: process.pid, version: config.version }
  let known = ''
  let running: Promise<void> | undefined
  let again = false

  async function look(alive: boolean): Promise<void> {
    const rows = await store.dataKeys.list()
    const now = describeDataKeys(rows)
    if (now !== known) await take(parts, rows)
    if (now === known && !alive) return
    known = now
    if (!(await store.nodes.report(name, now))) await store.nodes.insert({ ...self, dataKeys: now })
  }
  /** One at a time; what changes meanwhile is looked at afterwards. */
  function lookSoon(alive: boolean): Promise<void> {
    again = true
    running ??= (async () => {
      while (again) {
        again = false
        await look(alive)
      }
    })().finally(() => {
      running = undefined
    })
    return running
  }
  const quietly = (alive: boolean) =>
    void lookSoon(alive).catch(error => log.warn('data-keys-not-read', { fault: describeFault(error) }))
  // It stands in the list before it looks: a rotation that begins now waits for it.
  await store.nodes.insert({ ...self, dataKeys: known })
  await lookSoon(false)
  const foreign = store.onForeignChange(() => quietly(false))
  // One file is read by processes of one machine only, where anybody sees who lives.
  const timer = setInterval(() => quietly(config.databaseUrl !== undefined), EVERY_MS)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      foreign.close()
      await running?.catch(() => undefined)
      await store.nodes.remove([name]).catch(error => log.debug('node-not-removed', { fault: describeFault(error) }))
    },
  }
}

async function take({ config, store, keyring }: Parts, rows: readonly DataKeyRow[]): Promise<void> {
  const isNew = ({ workspaceId, kid }: DataKeyRow) => !keyring.knows(workspaceId, kid)
  if (!rows.some(isNew)) return keyring.take(rows)
  const check = await store.meta.get(CHECK_KEY)
  if (check === null) throw new AppError('key_missing', { detail: 'The data lost the check value of its key.' })
  const source = await openFittingSource(config, check)
  try {
    const opened = rows.map(async row => (isNew(row) ? { ...row, dek: await source.unwrap(row) } : row))
    keyring.take(await Promise.all(opened))
  } finally {
    source.close()
  }
}
