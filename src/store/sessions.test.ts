import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SessionRow } from './access-types.ts'
import { describeOnBoth, type TempStore } from './fixtures/temp-store.ts'

let temp: TempStore
const prepare = (open: () => Promise<TempStore>) => {
  beforeEach(async () => {
    temp = await open()
  })
  afterEach(() => temp.close())
}

describeOnBoth('sessions', open => {
  prepare(open)

  const row = (hash: string, expiresAt: number): SessionRow => ({
    hash,
    workspaceId: 'wsp_one',
    userId: 'usr_one',
    createdAt: 1,
    lastSeenAt: 1,
    expiresAt,
    browser: null,
  })

  it('lives until it expires, longer when touched, and not after it was removed', async () => {
    const { sessions, now } = temp.store
    const start = now()
    await sessions.insert(row('a', start + 60_000))
    expect(await sessions.get('a')).toEqual(row('a', start + 60_000))
    await sessions.touch('a', start, start + 120_000)
    temp.clock.shift = 90_000
    expect(await sessions.get('a')).toMatchObject({ lastSeenAt: start })
    temp.clock.shift = 130_000
    expect(await sessions.get('a')).toBeNull()
    expect(await sessions.purge(now())).toBe(1)
    await sessions.insert(row('b', now() + 60_000))
    await sessions.remove('b')
    expect(await sessions.get('b')).toBeNull()
  })
})
