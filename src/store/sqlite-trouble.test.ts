import { open } from 'node:fs/promises'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeAccounts } from './accounts.ts'
import type { Database } from './database.ts'
import { accountRow } from './fixtures/rows.ts'
import { newPlace } from './fixtures/temp-store.ts'
import { openDatabase } from './open-database.ts'
import { openStore } from './open-store.ts'
import type { RepositoryContext } from './repository-context.ts'
import { makeSqliteDialect } from './sqlite-dialect.ts'
import { makeTransactionGuard } from './transaction-guard.ts'

const OF = { workspaceId: 'wsp_one', ownerId: 'usr_one' }

let file: string
let remove: () => Promise<void>
beforeEach(async () => {
  const made = await newPlace('SQLite')
  file = 'file' in made.place ? made.place.file : ''
  remove = made.remove
  const store = await openStore({ file })
  for (let n = 0; n < 40; n++) await store.accounts.insert(accountRow(`con_${n}`, { value: new Uint8Array(2000) }))
  await store.close()
})
afterEach(() => remove())

const unavailable = (detail: RegExp) => ({ code: 'database_unavailable', detail: expect.stringMatching(detail) })

describe('trouble with the file of the database', () => {
  it.each([
    ['R-4 a full disk', 'pragma max_page_count = 1', 'pragma max_page_count = 100000', /disk of the database is full/],
    ['R-4 a disk that became read-only', 'pragma query_only = 1', 'pragma query_only = 0', /read-only/],
  ])('%s is told in a sentence, loses nothing, and is over without a restart', async (_name, begin, end, words) => {
    const database = await openDatabase(file, false)
    const db = new Kysely<Database>({ dialect: makeSqliteDialect(database, makeTransactionGuard()) })
    const accounts = makeAccounts({ db } as RepositoryContext)
    const big = accountRow('con_big', { value: new Uint8Array(100_000) })
    database.exec(begin)
    await expect(accounts.insert(big)).rejects.toMatchObject(unavailable(words))
    const work = db
      .transaction()
      .execute(tx => makeAccounts({ db: tx as Kysely<Database> } as RepositoryContext).insert(big))
    await expect(work).rejects.toMatchObject(unavailable(words))
    expect(await accounts.get('con_39')).toMatchObject({ label: '39' })
    database.exec(end)
    await accounts.insert(big)
    expect(await accounts.get('con_big')).toMatchObject({ label: 'big' })
    await db.destroy()
  })

  it('R-4 a damaged page is told, by every way of reading, and the other rows are there', async () => {
    const handle = await open(file, 'r+')
    const bytes = await handle.readFile()
    // A leaf of the table: it begins with 13, and holds whole rows.
    const page = bytes.indexOf('con_20wsp_one')
    const start = page - (page % 4096)
    await handle.write(new Uint8Array(4096).fill(0xff), 0, 4096, start)
    await handle.close()
    const store = await openStore({ file })
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => store.accounts.get(`con_${n}`)))
    const hot = Array.from({ length: 40 }, async (_, n) => store.accounts.getHot(`con_${n}`, OF))
    const hotOutcomes = await Promise.allSettled(hot)
    await store.close()
    const told = [...outcomes, ...hotOutcomes].flatMap(one => (one.status === 'rejected' ? [one.reason] : []))
    expect(told.length).toBeGreaterThan(0)
    for (const error of told) expect(error).toMatchObject(unavailable(/damaged/))
    expect(outcomes.filter(one => one.status === 'fulfilled').length).toBeGreaterThan(20)
  })
})
