import { randomBytes, randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openAccountValue, sealAccountValue } from '#app/account-value.ts'
import { SILENT_LOG } from '#app/fixtures/silent-log.ts'
import { followDataKeys } from '#app/keys/follow-data-keys.ts'
import { rotateDataKeys } from '#app/keys/rotate-data-keys.ts'
import { openData } from '#app/open-data.ts'
import type { Config } from '#config/config.ts'
import { accountRow } from '#store/fixtures/rows.ts'

/** One process of S-3, told by its arguments what it is: a server that reads and writes, or the rotation itself. */
const [role = '', json = ''] = process.argv.slice(2)
const config = JSON.parse(json) as Config
const random = (size: number) => new Uint8Array(randomBytes(size))
/** So small that a rotation outlives several kills. */
const BATCH = 10
const PAUSE_MS = 20
const ANSWER_MS = 5

// Whoever started us is gone, perhaps killed: nobody else would end us.
process.on('disconnect', () => process.exit())
if (role === 'rotate') {
  await rotateDataKeys(config, { batch: BATCH, pauseMs: PAUSE_MS })
  process.send?.({ rotated: true })
  process.disconnect?.()
} else {
  await serve()
}

/** Adds, changes and reads accounts; each write is told to the parent once it was acknowledged. */
async function serve(): Promise<void> {
  const { store, keyring, owner } = await openData(config, random)
  await followDataKeys({ config, store, keyring, workspaceId: owner.workspaceId, log: SILENT_LOG })
  process.send?.({ serving: true })
  const mine: string[] = []
  for (;;) {
    const id = `con_${randomBytes(8).toString('hex')}`
    const text = randomBytes(6).toString('hex')
    const place = { id, workspaceId: owner.workspaceId, valueVersion: 1 }
    const value = sealAccountValue({ keyring }, place, text)
    await store.accounts.insert(accountRow(id, { ...place, ownerId: owner.userId, value }))
    process.send?.({ written: { id, text } })
    mine.push(id)
    await change(mine[randomInt(mine.length)] ?? id)
    await sleep(ANSWER_MS)
  }

  async function change(id: string): Promise<void> {
    const row = await store.accounts.get(id)
    if (!row) return void process.send?.({ fault: `${id} is gone` })
    try {
      openAccountValue({ keyring }, row)
    } catch {
      return void process.send?.({ fault: `${id} could not be read by a server` })
    }
    const text = randomBytes(6).toString('hex')
    const place = { id, workspaceId: row.workspaceId, valueVersion: row.valueVersion + 1 }
    // Before the write: when it is cut off, either text may stand.
    process.send?.({ begun: { id, text } })
    const value = sealAccountValue({ keyring }, place, text)
    const done = await store.accounts.update(id, row.rowVersion, { value, valueVersion: place.valueVersion })
    if (done) process.send?.({ written: { id, text } })
  }
}
