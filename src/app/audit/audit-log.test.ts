import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openTempStore, type TempStore } from '#store/fixtures/temp-store.ts'
import { chainHash } from '#vault/audit-chain.ts'
import { SILENT_LOG } from '../fixtures/silent-log.ts'
import { AUDIT_WORKSPACE, type AuditLog, openAuditLog } from './audit-log.ts'
import { AUDITED } from './audited-log.ts'
import { makeCallers } from './callers.ts'
import { fieldsOf } from './fields-of.ts'
import { auditKeyring } from './fixtures/audit-keyring.ts'
import { verifyAudit } from './verify-audit.ts'

const keyring = auditKeyring()
const released = (object: string) => ({ actor: 'key_a', action: 'released', object, outcome: 'ok', reason: '' })

let folder: string
let temp: TempStore
let audit: AuditLog
const callers = makeCallers()
const open = (into = SILENT_LOG) =>
  openAuditLog({ folder, store: temp.store, keyring, workspaceId: 'wsp_one', callers, log: into })
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flow-audit-'))
  temp = await openTempStore()
  audit = await open()
})
afterEach(async () => {
  await audit.close()
  await temp.close()
  rmSync(folder, { recursive: true })
})

const rows = () => temp.store.audit.page(null, 500)

describe('the audit log', () => {
  it('chains what was noted, the same thing many times as one row with its number', async () => {
    for (let n = 0; n < 3; n++) audit.note(released('con_a'))
    audit.note(released('con_b'))
    await audit.flush()
    audit.note(released('con_a'))
    await audit.flush()
    const found = await rows()
    expect(found.map(row => [row.seq, row.action, row.object, row.count])).toEqual([
      [1, 'chain-begun', '', 1],
      [2, 'released', 'con_a', 3],
      [3, 'released', 'con_b', 1],
      [4, 'released', 'con_a', 1],
    ])
    expect(await verifyAudit(temp.store, keyring)).toEqual({ rows: 4, unchecked: 0, chains: 1, faults: [] })
    expect(await temp.store.audit.ofObject('con_a', 9)).toHaveLength(2)
  })

  it('says from where a request came that caused a line, which the chain binds as well', async () => {
    await callers.from('192.0.2.7', async () => {
      await Promise.resolve()
      audit.note(released('con_a'))
    })
    audit.note(released('con_a'))
    await audit.flush()
    expect((await rows()).map(({ address, count }) => [address, count])).toEqual([
      ['', 1],
      ['192.0.2.7', 1],
      ['', 1],
    ])
    expect((await verifyAudit(temp.store, keyring)).faults).toEqual([])
  })

  it('hands nothing out when it cannot be written', async () => {
    rmSync(folder, { recursive: true })
    writeFileSync(folder, '')
    expect(() => audit.note(released('con_a'))).toThrow(expect.objectContaining({ code: 'database_unavailable' }))
  })

  it('keeps what the database did not take, counted together with what came meanwhile', async () => {
    const { append } = temp.store.audit
    audit.note(released('con_a'))
    temp.store.audit.append = () => {
      audit.note(released('con_a'))
      return Promise.reject(new Error('no disk'))
    }
    await expect(audit.flush()).rejects.toThrow('no disk')
    temp.store.audit.append = append
    await audit.flush()
    expect((await rows()).map(row => [row.object, row.count]).slice(1)).toEqual([['con_a', 2]])
  })

  it('takes what is there and not what comes meanwhile, and begins a new file when one is large, however busy it is', async () => {
    const { append } = temp.store.audit
    let rounds = 0
    temp.store.audit.append = (...args) => {
      rounds++
      audit.note(released('con_b'))
      return append(...args)
    }
    for (let n = 0; n < 14_000; n++) audit.note({ ...released('con_a'), reason: 'x'.repeat(400) })
    const before = readdirSync(folder)
    await audit.flush()
    expect([rounds, readdirSync(folder).length]).toEqual([2, 1])
    expect(readdirSync(folder)).not.toEqual(before)
    temp.store.audit.append = append
    await audit.flush()
    expect((await rows()).map(row => [row.object, row.count]).slice(1)).toEqual([
      ['con_a', 14_000],
      ['con_b', 1],
      ['con_b', 1],
    ])
  })

  it('prints its newest link every ten minutes, for whoever keeps logs elsewhere', async () => {
    await audit.close()
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const info = vi.fn()
      audit = await open({ ...SILENT_LOG, info })
      vi.advanceTimersByTime(600_000)
      expect(info).not.toHaveBeenCalled()
      audit.note(released('con_a'))
      await audit.flush()
      vi.advanceTimersByTime(600_000)
      const newest = (await rows()).find(row => row.object === 'con_a')
      const hash = Buffer.from(newest?.hash ?? []).toString('hex')
      expect(info.mock.calls).toEqual([['audit-head', { chain: newest?.chain, count: 2, hash }]])
    } finally {
      vi.useRealTimers()
    }
  })

  it('leaves no file behind when it is closed, and writes nothing at all when nothing was done', async () => {
    audit.note(released('con_a'))
    await audit.close()
    expect(readdirSync(folder)).toEqual([])
    audit = await open()
    await audit.close()
    expect(await rows()).toHaveLength(2)
  })

  it('takes up what a dead process left in its file, once, but not a line it did not finish', async () => {
    const gone = '999999999-00ff.spool'
    const line = '1700000000000\tkey_a\treleased\tcon_a\tok\tflow-1\n'
    writeFileSync(join(folder, gone), line)
    await temp.store.audit.append([], { workspaceId: 'wsp_one', name: gone, bytes: line.length })
    appendFileSync(join(folder, gone), `${line.replace('con_a', 'con_b')}170000`)
    const next = await open()
    await next.close()
    const taken = (await rows()).filter(row => row.action === 'released')
    expect(taken).toMatchObject([{ object: 'con_b', reason: 'flow-1', at: 1_700_000_000_000, count: 1 }])
    expect(readdirSync(folder)).not.toContain(gone)
  })

  it('is on disk before the call returns, and a name of the engine stays in its line', () => {
    audit.note({ ...released('con_a'), reason: 'a\tb\nc' })
    const [file = ''] = readdirSync(folder)
    expect(readFileSync(join(folder, file), 'utf8')).toMatch(/^\d+\tkey_a\treleased\tcon_a\tok\ta b c\t\n$/)
  })
})

describe('verifyAudit', () => {
  const change = (statement: string) => {
    const database = new DatabaseSync('file' in temp.place ? temp.place.file : '')
    database.exec(statement)
    database.close()
  }
  beforeEach(async () => {
    for (const object of ['con_a', 'con_b', 'con_c']) {
      audit.note(released(object))
      await audit.flush()
    }
  })

  it.each([
    ['an altered row', "update audit set object = 'con_x' where seq = 3", /altered/],
    ['an altered address', "update audit set address = '192.0.2.8' where seq = 3", /altered/],
    ['an address that was taken away', 'update audit set address = null where seq = 3', /altered/],
    ['a count that was made smaller', 'update audit set count = 0 where seq = 2', /altered/],
    ['a dropped row', 'delete from audit where seq = 3', /Rows 3 to 3 .* are gone/],
    ['reordered rows', 'update audit set seq = 9 - seq where seq in (4, 5)', /gone|altered/],
    [
      'an added row',
      "insert into audit select workspace_id, chain, 5, at, actor, action, 'con_x', outcome, reason, count, hash, address from audit where seq = 4",
      /altered/,
    ],
  ])('finds %s', async (_name, statement, words) => {
    change(statement)
    const { faults } = await verifyAudit(temp.store, keyring)
    expect(faults.join('\n')).toMatch(words)
  })

  it('still knows rows of before addresses were noted, which do not bind one', async () => {
    const { key: auditKey } = keyring.active(AUDIT_WORKSPACE)
    const old = {
      ...released('con_a'),
      workspaceId: 'wsp_one',
      chain: 'before',
      seq: 1,
      at: 1,
      count: 1,
      address: null,
    }
    const hash = chainHash(auditKey, undefined, fieldsOf(old))
    await temp.store.audit.append([{ ...old, hash }], { workspaceId: 'wsp_one', name: 'old', bytes: 0 })
    expect((await verifyAudit(temp.store, keyring)).faults).toEqual([])
    change("update audit set address = '' where chain = 'before'")
    expect((await verifyAudit(temp.store, keyring)).faults).toEqual([expect.stringMatching(/altered/)])
  })

  it('misses a chain that was taken away as a whole', async () => {
    const next = await open()
    next.note(released('con_d'))
    await next.close()
    expect((await verifyAudit(temp.store, keyring)).faults).toEqual([])
    change("delete from audit where chain <> (select chain from audit where object = 'con_d')")
    expect((await verifyAudit(temp.store, keyring)).faults).toEqual([expect.stringMatching(/was begun after it/)])
  })
})

it('audits lines that some use-case still logs', () => {
  const root = new URL('..', import.meta.url).pathname
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.includes('audited-log') && !file.includes('.test.'))
    .map(file => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  expect([...AUDITED].filter(name => !sources.includes(`'${name}'`))).toEqual([])
})
