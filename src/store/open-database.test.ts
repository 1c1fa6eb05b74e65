import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from './open-database.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-store-'))
})
afterEach(() => rm(folder, { recursive: true }))

const SETTINGS = [
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['secure_delete', 1],
  ['temp_store', 2],
  ['trusted_schema', 0],
  ['busy_timeout', 100],
]

it('commits durably, checks references, wipes what is deleted and keeps nothing temporary on disk', async () => {
  const database = await openDatabase(join(folder, 'flow.db'), false)
  const found = SETTINGS.map(([name]) => {
    const row = database.prepare(`pragma ${name}`).get() ?? {}
    return [name, Object.values(row)[0]]
  })
  database.close()
  expect(found).toEqual(SETTINGS)
})

it('makes no file when it may only read', async () => {
  await expect(openDatabase(join(folder, 'none.db'), true)).rejects.toMatchObject({ code: 'config_invalid' })
})
