import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SessionRow } from './access-types.ts'
import { openTempStore } from './fixtures/temp-store.ts'

type Temp = Awaited<ReturnType<typeof openTempStore>>
let temp: Temp
beforeEach(async () => {
  temp = await openTempStore()
})
afterEach(() => temp.close())

describe('sessions', () => {
  const row = (hash: string, expiresAt: number): SessionRow => ({
    hash,
    workspaceId: 'wsp_one',
    userId: 'usr_one',
    createdAt: 1,
    lastSeenAt: 1,
    expiresAt,
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
