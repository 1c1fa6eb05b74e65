import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountRow, grantRow } from './fixtures/rows.ts'
import { openTempStore } from './fixtures/temp-store.ts'
import { makeJournal } from './journal.ts'
import type { RepositoryContext } from './repository-context.ts'

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

describe('an answer while nobody can write', () => {
  const busy = Object.assign(new Error('database is locked'), { errcode: 5 })
  function journalOver(failures: Error[]) {
    let tries = 0
    const execute = async () => {
      tries++
      const failure = failures.shift()
      if (failure) throw failure
    }
    const db = { insertInto: () => ({ values: () => ({ execute }) }) }
    const context = { db, now: () => 0 } as unknown as RepositoryContext
    return { insert: () => makeJournal(context).insert(row('j1')), tries: () => tries }
  }

  it('R-2 outwaits them: it exists nowhere else', async () => {
    const { insert, tries } = journalOver([busy, busy])
    await insert()
    expect(tries()).toBe(3)
  })

  it('tells any other failure at once', async () => {
    const { insert, tries } = journalOver([new TypeError('broken')])
    await expect(insert()).rejects.toThrow('broken')
    expect(tries()).toBe(1)
  })
})
