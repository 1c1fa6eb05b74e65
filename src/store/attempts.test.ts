import { afterEach, beforeEach, expect, it } from 'vitest'
import { attemptRow } from './fixtures/rows.ts'
import { describeOnBoth, type TempStore } from './fixtures/temp-store.ts'

let temp: TempStore
let attempts: TempStore['store']['attempts']
const begun = { lookupHash: 'hash-1', secrets: Uint8Array.of(5) }
const prepare = (open: () => Promise<TempStore>) => {
  beforeEach(async () => {
    temp = await open()
    attempts = temp.store.attempts
    await attempts.insert(attemptRow('att_a'))
  })
  afterEach(() => temp.close())
}

describeOnBoth('attempts', open => {
  prepare(open)

  it('gives back the row that was put in', async () => {
    const row = attemptRow('att_b', { error: { code: 'server_denied', detail: 'You said no.' }, lookupHash: 'h' })
    await attempts.insert(row)
    expect(await attempts.get('att_b')).toEqual(row)
    expect(await attempts.byLookupHash('h')).toEqual(row)
    expect(await attempts.byLookupHash('other')).toBeNull()
    expect(await attempts.get('att_x')).toBeNull()
  })

  it('starts once, and only in the session that made it', async () => {
    expect(await attempts.takeForStart('att_a', 'session-b', begun)).toBeNull()
    const tries = await Promise.all([1, 2, 3].map(() => attempts.takeForStart('att_a', 'session-a', begun)))
    expect(tries.filter(row => row !== null)).toMatchObject([
      { status: 'started', lookupHash: 'hash-1', secrets: begun.secrets },
    ])
  })

  it('is exchanged once, and only after the start', async () => {
    expect(await attempts.takeForExchange('att_a')).toBeNull()
    await attempts.takeForStart('att_a', 'session-a', begun)
    const tries = await Promise.all([1, 2, 3].map(() => attempts.takeForExchange('att_a')))
    expect(tries.filter(row => row !== null)).toMatchObject([{ status: 'exchanging' }])
  })

  it('neither starts nor is exchanged after its time', async () => {
    const expiresAt = temp.store.now() + 600_000
    await attempts.insert(attemptRow('att_b', { expiresAt }))
    await attempts.insert(attemptRow('att_c', { expiresAt, status: 'started' }))
    temp.clock.shift = 601_000
    expect(await attempts.takeForStart('att_b', 'session-a', begun)).toBeNull()
    expect(await attempts.takeForExchange('att_c')).toBeNull()
  })

  it('finishes from the states named only', async () => {
    const done = { status: 'added', resultId: 'log_a', grant: null } as const
    expect(await attempts.finish('att_a', ['granted', 'choose_account'], done)).toBeNull()
    const failed = { status: 'failed', error: { code: 'server_denied', detail: 'You said no.' } } as const
    expect(await attempts.finish('att_a', ['created', 'exchanging'], failed)).toMatchObject(failed)
  })

  it('names grants that nobody added, and drops old rows', async () => {
    await attempts.insert(attemptRow('att_b', { status: 'granted', createdAt: 2000 }))
    await attempts.insert(attemptRow('att_c', { status: 'granted', createdAt: 4000 }))
    expect((await attempts.stale(3000)).map(row => row.id)).toEqual(['att_b'])
    expect(await attempts.purge(3000)).toBe(2)
    expect(await attempts.get('att_c')).not.toBeNull()
  })
})
