import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#shared/errors/app-error.ts'
import { accountRow } from '#store/fixtures/rows.ts'
import { openStore } from '#store/open-store.ts'

/** Writes and reads without end, and tells each write that was acknowledged and each failure in its words. */
const store = await openStore(JSON.parse(process.argv[2] ?? ''))
process.on('disconnect', () => process.exit())
const WRITERS = 4
const BYTES = 2000
const PAUSE_MS = 3
const AFTER_FAILURE_MS = 20

function tell(error: unknown): void {
  const known = error instanceof AppError && error.code === 'database_unavailable'
  process.send?.(known ? { refused: error.detail } : { fault: String(error) })
}

async function write(): Promise<void> {
  const known: string[] = []
  for (;;) {
    const id = `con_${randomBytes(8).toString('hex')}`
    try {
      await store.accounts.insert(accountRow(id, { value: randomBytes(BYTES) }))
      process.send?.({ written: id })
      known.push(id)
      await sleep(PAUSE_MS)
      const old = known[Math.floor(Math.random() * known.length)] ?? id
      if ((await store.accounts.get(old)) === null) process.send?.({ fault: `${old} is gone` })
    } catch (error) {
      tell(error)
      await sleep(AFTER_FAILURE_MS)
    }
  }
}

process.send?.({ ready: process.pid })
await Promise.all(Array.from({ length: WRITERS }, write))
