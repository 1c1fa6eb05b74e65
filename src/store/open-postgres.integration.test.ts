import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HAS_POSTGRES, type PostgresServer, startPostgres } from './fixtures/postgres-server.ts'
import { accountRow } from './fixtures/rows.ts'
import { openStore } from './open-store.ts'
import { peekMeta } from './peek-meta.ts'
import type { Store } from './types.ts'

const OF = { workspaceId: 'wsp_one', ownerId: 'usr_one' }

describe.skipIf(!HAS_POSTGRES)('a store on PostgreSQL', () => {
  let server: PostgresServer
  let url: string
  const opened: Store[] = []
  const open = async (options = {}) => {
    const store = await openStore({ url, ...options })
    opened.push(store)
    return store
  }
  beforeEach(async () => {
    server ??= await startPostgres()
    url = await server.newPlace()
  })
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close()
  })

  it('is made once by many nodes that start at the same time', async () => {
    const stores = await Promise.all([open(), open(), open(), open()])
    await stores[0]?.accounts.insert(accountRow('con_a'))
    expect((await stores[3]?.accounts.get('con_a'))?.label).toBe('a')
  })

  it('tells other nodes of a write at once, and nobody of his own', async () => {
    const [mine, other] = [await open(), await open()]
    const told = { mine: 0, other: 0 }
    mine.onForeignChange(() => told.mine++)
    other.onForeignChange(() => told.other++)
    for (let turn = 0; turn < 100 && told.other === 0; turn++) {
      await mine.meta.set('some', String(turn))
      await sleep(20)
    }
    expect(told.other).toBeGreaterThan(0)
    expect(told.mine).toBe(0)
  })

  it('runs one transaction at a time, whichever node has it', async () => {
    const stores = [await open(), await open(), await open()]
    const count = async (store: Store) =>
      store.transaction(async tx => {
        const seen = Number((await tx.meta.get('count')) ?? 0)
        await tx.meta.set('count', String(seen + 1))
      })
    await Promise.all(Array.from({ length: 10 }, () => stores).flatMap(all => all.map(count)))
    expect(await stores[0]?.meta.get('count')).toBe('30')
  })

  it('undoes a transaction that throws, and refuses the store inside of one', async () => {
    const store = await open()
    const failing = store.transaction(async tx => {
      await tx.accounts.insert(accountRow('con_a'))
      await store.meta.get('some')
    })
    await expect(failing).rejects.toThrow(TypeError)
    expect(await store.accounts.get('con_a')).toBeNull()
  })

  it('says so when a failed statement was passed over in a transaction, which PostgreSQL undoes as a whole', async () => {
    const store = await open()
    await store.accounts.insert(accountRow('con_a'))
    const passing = store.transaction(async tx => {
      await tx.accounts.insert(accountRow('con_b', { label: 'a' })).catch(() => undefined)
    })
    await expect(passing).rejects.toThrow('nothing was written')
  })

  it('refuses data of a newer program, and opens newer data that says an older one may', async () => {
    await open()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('update schema set version = 99, min_reader = 99')
    await expect(openStore({ url })).rejects.toMatchObject({
      code: 'config_invalid',
      detail: expect.stringMatching(/newer version/),
    })
    await client.query('update schema set min_reader = 1')
    await client.end()
    await open()
  })

  it('shows a fact before anything is made, and makes nothing', async () => {
    expect(await peekMeta({ url }, 'key_check')).toBeNull()
    await expect(openStore({ url, readonly: true })).rejects.toMatchObject({
      detail: expect.stringMatching(/Start the server once/),
    })
    expect(await peekMeta({ url }, 'key_check')).toBeNull()
    await (await open()).meta.set('key_check', 'abc')
    expect(await peekMeta({ url }, 'key_check')).toBe('abc')
  })

  it('says in one sentence that the server is away, and goes on by itself when it is back', async () => {
    const store = await open()
    await store.accounts.insert(accountRow('con_a'))
    await server.stop()
    const away = { code: 'database_unavailable', detail: expect.stringMatching(/^The database .* does not answer\.$/) }
    await expect(store.accounts.get('con_a')).rejects.toMatchObject(away)
    await expect(store.accounts.getHot('con_a', OF)).rejects.toMatchObject(away)
    await expect(store.transaction(tx => tx.meta.set('a', 'b'))).rejects.toMatchObject(away)
    await expect(openStore({ url })).rejects.toMatchObject(away)
    await server.start()
    expect((await store.accounts.get('con_a'))?.label).toBe('a')
    expect(await store.accounts.getHot('con_a', OF)).toMatchObject({ id: 'con_a' })
  })

  it('lives on when the server goes away between two statements of a transaction', async () => {
    const store = await open()
    const cut = store.transaction(async tx => {
      await tx.meta.set('a', 'b')
      await server.stop()
      // The news of it arrives while no statement runs.
      await sleep(100)
      await tx.meta.set('a', 'c')
    })
    await expect(cut).rejects.toMatchObject({ code: 'database_unavailable' })
    await server.start()
    expect(await store.meta.get('a')).toBeNull()
  })
})
