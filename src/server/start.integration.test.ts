import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account, AccountPage } from '#shared/contract/accounts.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'canary-user', password: 'canary-password', parallel: 5 }

let server: TestServer
beforeEach(async () => {
  server = await makeTestServer()
})
afterEach(() => server.remove())

async function save(): Promise<Account> {
  const body = { type: 'depot-basic', label: 'Kept1', values: VALUES }
  return (await server.call('POST', '/api/page/connections', body)).body as Account
}

/** Contents of every file in the data folder, but for the empty side files that a reader of the database makes. */
async function pictureOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  const texts = await Promise.all(files.map(async file => [file, (await readFile(file)).toString('base64')] as const))
  return Object.fromEntries(texts.filter(([file, text]) => !file.endsWith('-shm') && text !== ''))
}

describe('the first start', () => {
  it('makes a key file only its owner can read, apart from the data, and says so', async () => {
    await server.start()
    expect(server.app().newKeyFile).toBe(server.keyFile)
    expect((await stat(server.keyFile)).mode & 0o777).toBe(0o600)
    expect((await readFile(server.keyFile)).length).toBe(32)
    expect((await stat(server.home)).mode & 0o777).toBe(0o700)
  })

  it('uses a key file that is there already', async () => {
    await server.start()
    await server.stop()
    const key = await readFile(server.keyFile)
    await rm(join(server.home, 'flow.db'))
    await rm(join(server.home, 'flow.db-wal'), { force: true })
    await rm(join(server.home, 'flow.db-shm'), { force: true })
    await server.start()
    expect(server.app().newKeyFile).toBeUndefined()
    expect(await readFile(server.keyFile)).toEqual(key)
  })
})

describe('a restart', () => {
  it('keeps everything', async () => {
    await server.start()
    const account = await save()
    const { key } = (await server.call('POST', '/api/page/keys', { name: 'k', expiresInDays: 1 })).body as CreatedApiKey
    await server.stop()
    await server.start()
    const { items } = (await server.call('GET', '/api/page/accounts')).body as AccountPage
    expect(items).toMatchObject([{ id: account.id, label: 'Kept1', state: 'ok' }])
    const read = await server.call(
      'POST',
      '/api/v1/credentials/read',
      { id: account.id },
      { authorization: `Bearer ${key}` },
    )
    expect(read.body).toMatchObject({ kind: 'connection', value: VALUES })
  })

  it('leaves nothing typed in any file of the data folder, nor in the log', async () => {
    await server.start()
    const { id } = await save()
    await server.call('POST', `/api/page/accounts/${id}/test`)
    await server.call('POST', '/api/page/connections', {
      type: 'depot-basic',
      label: 'No1',
      values: { ...VALUES, password: 'wrong-canary' },
    })
    await server.stop()
    const everything = Buffer.concat(
      Object.values(await pictureOf(server.home)).map(text => Buffer.from(text, 'base64')),
    ).toString('latin1')
    for (const canary of ['canary-user', 'canary-password', 'wrong-canary', 'depot.example']) {
      expect(everything).not.toContain(canary)
      expect(server.logged.join()).not.toContain(canary)
    }
    expect(server.logged.join()).toContain('connection-saved')
  })

  it('names the row that cannot be read and shows all others', async () => {
    await server.start()
    const { id } = await save()
    await server.call('POST', '/api/page/connections', { type: 'depot-basic', label: 'Other1', values: VALUES })
    await server.stop()
    const { DatabaseSync } = await import('node:sqlite')
    const database = new DatabaseSync(join(server.home, 'flow.db'))
    database.prepare('update accounts set value_version = value_version + 1 where id = ?').run(id)
    database.close()
    await server.start()
    const { items } = (await server.call('GET', '/api/page/accounts')).body as AccountPage
    expect(items.map(item => [item.label, item.state])).toEqual([
      ['Kept1', 'unreadable'],
      ['Other1', 'ok'],
    ])
    expect((await server.call('GET', `/api/page/connections/${id}`)).body).toMatchObject({ code: 'unreadable' })
  })
})

describe('a start with the wrong key', () => {
  beforeEach(async () => {
    await server.start()
    await save()
    await server.stop()
  })

  it.each([
    ['another key', () => writeFile(server.keyFile, randomBytes(32)), 'wrong_key'],
    ['a key of another length', () => writeFile(server.keyFile, randomBytes(31)), 'wrong_key'],
    ['no key', () => rm(server.keyFile), 'key_missing'],
  ])('is refused before anything is written: %s', async (_name, spoil, code) => {
    await spoil()
    const before = await pictureOf(server.home)
    await expect(server.start()).rejects.toMatchObject({ code, detail: expect.stringContaining(server.keyFile) })
    expect(await pictureOf(server.home)).toEqual(before)
    await expect(
      stat(server.keyFile).then(
        () => 'there',
        () => 'gone',
      ),
    ).resolves.toBe(code === 'key_missing' ? 'gone' : 'there')
  })
})
