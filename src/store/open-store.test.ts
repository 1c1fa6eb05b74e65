import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountRow } from './fixtures/rows.ts'
import { openStore } from './open-store.ts'
import { peekMeta } from './peek-meta.ts'

describe('openStore', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flow-store-'))
    file = join(folder, 'data', 'flow.db')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('keeps the folder and every file from other users', async () => {
    const store = await openStore({ file })
    await store.accounts.insert(accountRow('con_a'))
    const modes = await Promise.all(
      [join(folder, 'data'), file, `${file}-wal`, `${file}-shm`].map(async path => (await stat(path)).mode & 0o777),
    )
    await store.close()
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600])
  })

  it('gives every table but the schema a workspace', async () => {
    const store = await openStore({ file })
    await store.close()
    const database = new DatabaseSync(file, { readOnly: true })
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all()
    const without = tables
      .map(row => String(row['name']))
      .filter(name => {
        const columns = database.prepare(`select name from pragma_table_info('${name}')`).all()
        return !columns.some(column => column['name'] === 'workspace_id')
      })
    database.close()
    expect(tables.length).toBeGreaterThan(9)
    expect(without).toEqual(['schema'])
  })

  it('opens what it made before', async () => {
    const first = await openStore({ file })
    await first.accounts.insert(accountRow('con_a'))
    await first.close()
    const second = await openStore({ file })
    expect((await second.accounts.get('con_a'))?.label).toBe('a')
    await second.close()
  })

  it('refuses data of a newer program, and opens newer data that says an older one may', async () => {
    await (await openStore({ file })).close()
    const change = (minReader: number) => {
      const database = new DatabaseSync(file)
      database.exec(`update schema set version = 99, min_reader = ${minReader}`)
      database.close()
    }
    change(99)
    await expect(openStore({ file })).rejects.toMatchObject({
      code: 'config_invalid',
      detail: expect.stringMatching(/newer version/),
    })
    change(1)
    await (await openStore({ file })).close()
  })

  it('says which file is no database', async () => {
    const other = join(folder, 'notes.txt')
    await writeFile(other, 'this is a text that is long enough to have a wrong header'.repeat(20))
    const refusal = { code: 'config_invalid', detail: expect.stringMatching(/notes\.txt/) }
    await expect(peekMeta({ file: other }, 'key-check')).rejects.toMatchObject(refusal)
    await expect(openStore({ file: other })).rejects.toMatchObject(refusal)
  })

  it('reads without writing when asked to', async () => {
    const first = await openStore({ file })
    await first.accounts.insert(accountRow('con_a'))
    const second = await openStore({ file, readonly: true })
    expect((await second.accounts.get('con_a'))?.label).toBe('a')
    await expect(second.accounts.remove('con_a')).rejects.toMatchObject({
      code: 'database_unavailable',
      detail: 'The database file is read-only.',
    })
    await second.close()
    await first.close()
  })

  it('asks for a server first when it may only read older data', async () => {
    new DatabaseSync(join(folder, 'empty.db')).close()
    await expect(openStore({ file: join(folder, 'empty.db'), readonly: true })).rejects.toMatchObject({
      code: 'config_invalid',
      detail: expect.stringMatching(/Start the server once/),
    })
  })

  it('shows a fact before the store is opened, without making a file', async () => {
    expect(await peekMeta({ file }, 'key-check')).toBeNull()
    await expect(stat(file)).rejects.toThrow('ENOENT')
    const store = await openStore({ file })
    expect(await peekMeta({ file }, 'key-check')).toBeNull()
    await store.meta.set('key-check', 'abc')
    await store.close()
    expect(await peekMeta({ file }, 'key-check')).toBe('abc')
  })
})

describe('Store', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flow-store-'))
    file = join(folder, 'flow.db')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('undoes a transaction that throws, all of it', async () => {
    const store = await openStore({ file })
    const failing = store.transaction(async tx => {
      await tx.accounts.insert(accountRow('con_a'))
      await tx.meta.set('some', 'thing')
      throw new RangeError('no')
    })
    await expect(failing).rejects.toThrow(RangeError)
    expect(await store.accounts.get('con_a')).toBeNull()
    expect(await store.meta.get('some')).toBeNull()
    await store.close()
  })

  it('refuses to be used inside a transaction, where it would wait for itself', async () => {
    const store = await openStore({ file })
    const failing = store.transaction(async tx => {
      await tx.meta.set('some', 'thing')
      await store.meta.get('some')
    })
    await expect(failing).rejects.toThrow(TypeError)
    await expect(store.transaction(() => store.transaction(async () => 1))).rejects.toThrow(TypeError)
    let later: Promise<string | null> | undefined
    await store.transaction(async tx => {
      setTimeout(() => {
        later = store.meta.get('some')
      })
      await tx.meta.set('some', 'kept')
    })
    await new Promise(next => setTimeout(next, 1))
    expect(await later).toBe('kept')
    await store.close()
  })

  it('lets calls beside a transaction wait for it', async () => {
    const store = await openStore({ file })
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    const transaction = store.transaction(async tx => {
      await tx.meta.set('some', 'old')
      await gate
      await tx.meta.set('some', 'new')
    })
    const beside = store.meta.get('some')
    open()
    await transaction
    expect(await beside).toBe('new')
    await store.close()
  })

  it('keeps the first of two facts under one name', async () => {
    const store = await openStore({ file })
    expect(await store.meta.putIfAbsent('workspace', 'one')).toBe('one')
    expect(await store.meta.putIfAbsent('workspace', 'two')).toBe('one')
    await store.close()
  })

  it('keeps the first of two active data keys', async () => {
    const store = await openStore({ file })
    const key = (n: number) => ({
      kid: new Uint8Array(16).fill(n),
      workspaceId: 'wsp_one',
      wrapped: Uint8Array.of(n),
      alg: 'A256GCM' as const,
      state: 'active' as const,
      createdAt: n,
      uses: 0,
      retiredAt: null,
    })
    expect(await store.dataKeys.ensureActive(key(1))).toEqual(key(1))
    expect(await store.dataKeys.ensureActive(key(2))).toEqual(key(1))
    expect(await store.dataKeys.list('wsp_one')).toEqual([key(1)])
    expect(await store.dataKeys.list('wsp_two')).toEqual([])
    await store.close()
  })
})
