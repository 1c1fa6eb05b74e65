import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountRow, grantRow } from './fixtures/rows.ts'
import { openTempStore } from './fixtures/temp-store.ts'

type Temp = Awaited<ReturnType<typeof openTempStore>>
let temp: Temp
beforeEach(async () => {
  temp = await openTempStore()
  await temp.store.accounts.insert(accountRow('log_a', { kind: 'login' }))
  await temp.store.grants.insert(grantRow('grt_a', 'log_a'))
})
afterEach(() => temp.close())

const row = (id: string, grantId = 'grt_a') => ({
  id,
  workspaceId: 'wsp_one',
  grantId,
  leaseEpoch: 1,
  baseVersion: 1,
  answer: Uint8Array.of(1),
})

describe('the journal of token answers', () => {
  it('says of a login that was deleted meanwhile that it is gone', async () => {
    await temp.store.accounts.remove('log_a')
    await expect(temp.store.journal.insert(row('j1'))).rejects.toMatchObject({ code: 'not_found' })
  })

  it('drops what was applied long ago, and nothing that waits', async () => {
    const { journal, now } = temp.store
    await journal.insert(row('j1'))
    await journal.insert(row('j2'))
    await journal.markApplied('j1')
    expect(await journal.purge(now() - 1000)).toBe(0)
    temp.clock.shift = 5000
    expect(await journal.purge(now() - 1000)).toBe(1)
    expect((await journal.unapplied()).map(one => one.id)).toEqual(['j2'])
  })
})
