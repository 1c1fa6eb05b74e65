import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { accountRow, grantRow } from './fixtures/rows.ts'
import { describeOnBoth, type TempStore } from './fixtures/temp-store.ts'

let temp: TempStore
let grants: TempStore['store']['grants']
let journal: TempStore['store']['journal']
const prepare = (open: () => Promise<TempStore>) => {
  beforeEach(async () => {
    temp = await open()
    grants = temp.store.grants
    journal = temp.store.journal
    await temp.store.accounts.insert(accountRow('log_a', { kind: 'login' }))
    await grants.insert(grantRow('grt_a', 'log_a'))
  })
  afterEach(() => temp.close())
}

const tokens = { id: 'grt_a', cred: Uint8Array.of(2), accessExpiresAt: 5000, refreshAfter: 4000 }
const answer = { id: 'jrn_1', workspaceId: 'wsp_one', grantId: 'grt_a', baseVersion: 1, answer: Uint8Array.of(8) }

describeOnBoth('grants', (open, kind) => {
  prepare(open)

  it('gives back the row that was put in, by all ways of reading', async () => {
    const row = grantRow('grt_a', 'log_a')
    expect(await grants.get('grt_a')).toEqual(row)
    expect(await grants.byLogin('log_a', 'usr_one')).toEqual(row)
    expect(await grants.byLoginHot('log_a', 'usr_one')).toEqual(row)
    expect(await grants.listByProvider('prv_one')).toEqual([row])
    expect(await grants.byLogin('log_a', 'usr_two')).toBeNull()
    expect(await grants.byLoginHot('log_b', 'usr_one')).toBeNull()
  })

  it('lists what is due, but not what waits, is leased, or needs a person', async () => {
    const due = async () => (await grants.due(10)).map(row => row.id)
    expect(await due()).toEqual([])
    await grants.replace({ ...tokens, credVersion: 1, refreshAfter: 1000 })
    expect(await due()).toEqual(['grt_a'])
    await grants.setStatus('grt_a', { status: 'failing', nextTryAt: Date.now() + 3_600_000 })
    expect(await due()).toEqual([])
    await grants.setStatus('grt_a', { nextTryAt: 1000 })
    expect(await due()).toEqual(['grt_a'])
    await grants.lease('grt_a', 'one', 45)
    expect(await due()).toEqual([])
    await grants.release('grt_a', 2)
    await grants.setStatus('grt_a', { status: 'needs_reconnect' })
    expect(await due()).toEqual([])
  })

  it('lists what is due page by page', async () => {
    for (const id of ['c', 'b']) {
      await temp.store.accounts.insert(accountRow(`log_${id}`, { kind: 'login' }))
      await grants.insert(grantRow(`grt_${id}`, `log_${id}`, { refreshAfter: 1000 }))
    }
    await grants.replace({ ...tokens, credVersion: 1, refreshAfter: 2000 })
    const [first, ...none] = await grants.due(1)
    expect([first?.id, none]).toEqual(['grt_b', []])
    expect((await grants.due(5, first)).map(row => row.id)).toEqual(['grt_c', 'grt_a'])
  })

  it.runIf(kind === 'SQLite')('finds what is due by an index', () => {
    const database = new DatabaseSync('file' in temp.place ? temp.place.file : '', { readOnly: true })
    const plan = database.prepare(
      'explain query plan select * from grants where refresh_after <= 5 order by refresh_after, id',
    )
    expect(plan.all().map(({ detail }) => detail)).toEqual([expect.stringContaining('USING INDEX grants_due')])
    database.close()
  })

  it('gives the lease to one of many', async () => {
    const tries = await Promise.all(Array.from({ length: 16 }, (_, n) => grants.lease('grt_a', `node-${n}`, 45)))
    const won = tries.filter(lease => lease !== null)
    expect(won).toHaveLength(1)
    expect(won[0]).toMatchObject({ epoch: 1, credVersion: 1, cred: Uint8Array.of(1) })
  })

  it('gives the lease again when it ran out, under a new epoch', async () => {
    await grants.lease('grt_a', 'one', 45)
    temp.clock.shift = 44_000
    expect(await grants.lease('grt_a', 'two', 45)).toBeNull()
    temp.clock.shift = 46_000
    expect(await grants.lease('grt_a', 'two', 45)).toMatchObject({ epoch: 2, grant: { leaseOwner: 'two' } })
    expect(await grants.lease('grt_none', 'two', 45)).toBeNull()
  })

  it('extends and releases the lease for its holder only', async () => {
    const lease = await grants.lease('grt_a', 'one', 45)
    temp.clock.shift = 40_000
    expect(await grants.extend('grt_a', lease?.epoch ?? 0, 45)).toBe(true)
    temp.clock.shift = 80_000
    expect(await grants.lease('grt_a', 'two', 45)).toBeNull()
    expect(await grants.extend('grt_a', 7, 45)).toBe(false)
    expect(await grants.release('grt_a', 7)).toBe(false)
    expect(await grants.release('grt_a', 1)).toBe(true)
    expect(await grants.extend('grt_a', 1, 45)).toBe(false)
    expect(await grants.lease('grt_a', 'two', 45)).toMatchObject({ epoch: 2 })
  })

  it('writes the tokens, ends the lease and marks the journal', async () => {
    await grants.setStatus('grt_a', { status: 'failing', failClass: 'transient', failCount: 3, reason: 'down' })
    const lease = await grants.lease('grt_a', 'one', 45)
    await journal.insert({ ...answer, leaseEpoch: 1 })
    expect(await journal.unapplied('grt_a')).toMatchObject([{ id: 'jrn_1', answer: Uint8Array.of(8), appliedAt: null }])
    expect(await grants.apply({ ...tokens, epoch: lease?.epoch ?? 0, credVersion: 1, journalId: 'jrn_1' })).toBe(true)
    expect(await grants.get('grt_a')).toMatchObject({
      cred: Uint8Array.of(2),
      credVersion: 2,
      accessExpiresAt: 5000,
      leaseUntil: null,
      status: 'ok',
      reason: null,
      failCount: 0,
      scopes: ['read'],
    })
    expect(await journal.unapplied()).toEqual([])
  })

  it('fences a holder that lost its lease: nothing is written, the journal row stays', async () => {
    await grants.lease('grt_a', 'frozen', 45)
    temp.clock.shift = 46_000
    await grants.lease('grt_a', 'second', 45)
    await journal.insert({ ...answer, leaseEpoch: 1 })
    expect(await grants.apply({ ...tokens, epoch: 1, credVersion: 1, journalId: 'jrn_1' })).toBe(false)
    expect(await grants.get('grt_a')).toMatchObject({ credVersion: 1, leaseOwner: 'second' })
    expect(await journal.unapplied('grt_a')).toHaveLength(1)
    await journal.markApplied('jrn_1')
    expect(await journal.unapplied('grt_a')).toEqual([])
  })

  it('fences a refresh in flight when a new sign-in replaces the tokens', async () => {
    await grants.lease('grt_a', 'one', 45)
    const scopes = ['read', 'write']
    expect(
      await grants.replace({ ...tokens, credVersion: 1, scopes, account: Uint8Array.of(4), accountHash: 'h' }),
    ).toBe(true)
    expect(await grants.apply({ ...tokens, cred: Uint8Array.of(3), epoch: 1, credVersion: 1 })).toBe(false)
    expect(await grants.get('grt_a')).toMatchObject({
      cred: Uint8Array.of(2),
      credVersion: 2,
      scopes,
      accountHash: 'h',
    })
    expect(await grants.replace({ ...tokens, credVersion: 1 })).toBe(false)
  })

  it('sets a status for the version it was judged by only', async () => {
    expect(await grants.setStatus('grt_a', { status: 'needs_reconnect', reason: 'gone' }, 9)).toBe(false)
    expect(await grants.setStatus('grt_a', { status: 'needs_reconnect', reason: 'gone' }, 1)).toBe(true)
    expect(await grants.get('grt_a')).toMatchObject({ status: 'needs_reconnect', reason: 'gone' })
    expect(await grants.remove('grt_a')).toBe(true)
    expect(await grants.remove('grt_a')).toBe(false)
  })
})

describeOnBoth('journal', open => {
  prepare(open)

  it('gives the newest answer first', async () => {
    await journal.insert({ ...answer, leaseEpoch: 1 })
    await journal.insert({ ...answer, id: 'jrn_2', leaseEpoch: 2 })
    expect((await journal.unapplied('grt_a')).map(row => row.id)).toEqual(['jrn_2', 'jrn_1'])
  })
})
