import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeOnBoth, type TempStore } from '#store/fixtures/temp-store.ts'
import type { AppContext } from '../context.ts'
import { SILENT_LOG as log } from '../fixtures/silent-log.ts'
import { type AuditLog, openAuditLog } from './audit-log.ts'
import { makeCallers } from './callers.ts'
import { makeDropOldRows } from './drop-old-rows.ts'
import { auditKeyring } from './fixtures/audit-keyring.ts'
import { verifyAudit } from './verify-audit.ts'

const DAY_MS = 86_400_000
const keyring = auditKeyring()

describeOnBoth('old rows of the record', open => {
  let folder: string
  let temp: TempStore
  let audit: AuditLog
  const openLog = () =>
    openAuditLog({ folder, store: temp.store, keyring, workspaceId: 'wsp_one', callers: makeCallers(), log })
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'flow-drop-'))
    temp = await open()
    audit = await openLog()
  })
  afterEach(async () => {
    await audit.close()
    await temp.close()
    rmSync(folder, { recursive: true })
  })

  const drop = (auditDays = 30) => {
    const owner = { workspaceId: 'wsp_one', userId: 'usr_one' }
    const context = { store: temp.store, keyring, audit, owner, config: { auditDays } } as unknown as AppContext
    return makeDropOldRows(context, { batch: 2 })()
  }
  const note = async (...objects: string[]) => {
    for (const object of objects) audit.note({ actor: 'key_a', action: 'released', object, outcome: 'ok', reason: '' })
    await audit.flush()
  }
  const daysLater = (days: number) => {
    temp.clock.shift += days * DAY_MS
  }
  const rows = () => temp.store.audit.page(null, 500)
  const faults = async () => (await verifyAudit(temp.store, keyring)).faults

  it('go batch by batch, the rest still verifies, and the record says how many went', async () => {
    await note('con_a', 'con_b', 'con_c', 'con_d')
    daysLater(20)
    await note('con_e')
    daysLater(15)
    await drop()
    await audit.flush()
    const left = await rows()
    expect(left.map(row => [row.seq, row.action])).toEqual([
      [6, 'released'],
      [7, 'record-dropped'],
    ])
    expect(left[1]?.reason).toMatch(/^5 before \d{4}-\d\d-\d\d$/)
    expect(await faults()).toEqual([])
    await note('con_f')
    expect(await faults()).toEqual([])
  })

  it('stay while the oldest is not a day over, and for ever where the setting says so', async () => {
    await note('con_a')
    daysLater(30.5)
    await drop()
    daysLater(1000)
    await drop(0)
    expect(await rows()).toHaveLength(2)
  })

  it('may be a whole chain, which later ones still name, and the one in use goes on after its mark', async () => {
    await note('con_a')
    await audit.close()
    audit = await openLog()
    daysLater(2)
    await note('con_b')
    daysLater(29.5)
    await drop()
    await audit.flush()
    expect((await rows()).map(row => [row.action, row.object])).toEqual([
      ['chain-begun', ''],
      ['released', 'con_b'],
      ['record-dropped', ''],
    ])
    expect(await faults()).toEqual([])
    await note('con_c')
    expect(await faults()).toEqual([])
  })

  it('are missed when somebody without the key dropped them', async () => {
    await note('con_a', 'con_b', 'con_c', 'con_d')
    const [, , third, fourth] = await rows()
    if (!third || !fourth) throw new Error('rows are missing')
    const at = temp.store.now()
    const mark = { workspaceId: 'wsp_one', chain: third.chain, seq: third.seq, hash: third.hash, at }
    await temp.store.audit.drop({ ...mark, seal: new Uint8Array(randomBytes(32)) })
    expect(await faults()).toEqual([
      expect.stringMatching(/^The mark of what was dropped from chain \w+ was altered/),
      expect.stringMatching(/^Rows 1 to 3 of chain \w+ are gone/),
      expect.stringMatching(/^Row 4 of chain \w+ was altered/),
    ])
  })
})
