import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error.ts'
import { accountRow, grantRow } from './fixtures/rows.ts'
import { describeOnBoth, type TempStore } from './fixtures/temp-store.ts'
import { makeJournal } from './journal.ts'
import type { RepositoryContext } from './repository-context.ts'

let temp: TempStore
const prepare = (open: () => Promise<TempStore>) => {
  beforeEach(async () => {
    temp = await open()
    await temp.store.accounts.insert(accountRow('log_a', { kind: 'login' }))
    await temp.store.grants.insert(grantRow('grt_a', 'log_a'))
  })
  afterEach(() => temp.close())
}

const row = (id: string, grantId = 'grt_a') => ({
  id,
  workspaceId: 'wsp_one',
  grantId,
  leaseEpoch: 1,
  baseVersion: 1,
  answer: Uint8Array.of(1),
})

describeOnBoth('the journal of token answers', open => {
  prepare(open)

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
    const db = { insertInto: () => ({ values: () => ({ onConflict: () => ({ execute }) }) }) }
    const context = { db, now: () => 0 } as unknown as RepositoryContext
    return { insert: () => makeJournal(context).insert(row('j1')), tries: () => tries }
  }

  it('R-2 outwaits them: it exists nowhere else', async () => {
    const { insert, tries } = journalOver([busy, busy])
    await insert()
    expect(tries()).toBe(3)
  })

  it('outwaits a server that is away', async () => {
    const away = new AppError('database_unavailable', { detail: 'The database x does not answer.' })
    const { insert, tries } = journalOver([away])
    await insert()
    expect(tries()).toBe(2)
  })

  it('tells any other failure at once', async () => {
    const { insert, tries } = journalOver([new TypeError('broken')])
    await expect(insert()).rejects.toThrow('broken')
    expect(tries()).toBe(1)
  })
})
