import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Config, parseConfig } from '#config/config.ts'
import { accountRow } from '#store/fixtures/rows.ts'
import { openStore } from '#store/open-store.ts'
import { createKeyFile } from '#vault/key-file.ts'
import { keyCheckValue } from '#vault/keyring.ts'
import { openAccountValue, sealAccountValue } from '../account-value.ts'
import { backUpData, restoreData } from '../back-up-data.ts'
import { migrateData } from '../migrate-data.ts'
import { openData } from '../open-data.ts'
import { nextKeyFile } from './keys-of-data.ts'
import { rotateKek } from './rotate-kek.ts'

const random = (size: number) => crypto.getRandomValues(new Uint8Array(size))
const SECRET = { input: { password: 'canary-7Q' }, handle: null }

let folder: string
let config: Config
const configOf = (name: string) =>
  parseConfig({ options: { data: join(folder, name) }, env: { FLOW_KEY_FILE: join(folder, 'keys', 'a.key') } })

/** Seals one value as the program does, and tells how to open it again. */
async function plant(): Promise<void> {
  const { store, keyring, owner } = await openData(config, random)
  const place = { id: 'con_a', workspaceId: owner.workspaceId, valueVersion: 1 }
  const value = sealAccountValue({ keyring }, place, SECRET)
  await store.accounts.insert(accountRow('con_a', { ...place, ownerId: owner.userId, value }))
  await store.close()
}

async function read(from: Config): Promise<unknown> {
  const { store, keyring } = await openData(from, random)
  try {
    const row = await store.accounts.get('con_a')
    return row ? openAccountValue({ keyring }, row) : null
  } finally {
    await store.close()
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-keys-'))
  config = configOf('data')
  await plant()
})
afterEach(() => rm(folder, { recursive: true }))

describe('rotateKek', () => {
  it('replaces the key file, keeps the one of before, and everything stays readable', async () => {
    const before = await readFile(config.keyFile)
    expect(await rotateKek(config)).toEqual({ dataKeys: 2, oldKeyFile: `${config.keyFile}.old` })
    expect(await readFile(config.keyFile)).not.toEqual(before)
    expect(await readFile(`${config.keyFile}.old`)).toEqual(before)
    expect((await stat(config.keyFile)).mode & 0o777).toBe(0o600)
    expect(await read(config)).toEqual(SECRET)
    await rename(`${config.keyFile}.old`, config.keyFile)
    await expect(read(config)).rejects.toMatchObject({ code: 'wrong_key' })
  })

  it('changes nothing in a dry run', async () => {
    const before = [await readFile(config.keyFile), await readFile(join(config.home, 'flow.db'))]
    expect(await rotateKek(config, { dryRun: true })).toEqual({ dataKeys: 2 })
    expect([await readFile(config.keyFile), await readFile(join(config.home, 'flow.db'))]).toEqual(before)
    await expect(stat(nextKeyFile(config))).rejects.toThrow('ENOENT')
  })

  it('goes on after it was cut off before anything was wrapped', async () => {
    const next = await createKeyFile(nextKeyFile(config))
    expect(await read(config)).toEqual(SECRET)
    await rotateKek(config)
    expect(new Uint8Array(await readFile(config.keyFile))).toEqual(new Uint8Array(next))
    expect(await read(config)).toEqual(SECRET)
  })

  it('is finished by the next start when it was cut off between the data and the key file', async () => {
    const old = await readFile(config.keyFile)
    await rotateKek(config)
    await rename(config.keyFile, nextKeyFile(config))
    await writeFile(config.keyFile, old, { mode: 0o600 })
    expect(await read(config)).toEqual(SECRET)
    expect(await readFile(`${config.keyFile}.old`)).toEqual(old)
  })

  it('refuses with a key that does not fit', async () => {
    await writeFile(config.keyFile, random(32))
    await expect(rotateKek(config)).rejects.toMatchObject({ code: 'wrong_key' })
    expect(keyCheckValue(new Uint8Array(await readFile(config.keyFile)))).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('the restore drill', () => {
  it('brings everything back on an empty host that has the key file, and nothing without it', async () => {
    const file = join(folder, 'backup.db')
    const running = await openData(config, random)
    await backUpData(config, file)
    await running.store.close()
    const bytes = await readFile(file)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect([bytes.includes('canary-7Q'), bytes.includes(await readFile(config.keyFile))]).toEqual([false, false])
    await expect(backUpData(config, file)).rejects.toMatchObject({ code: 'already_exists' })
    const host = configOf('other')
    await restoreData(host, file)
    expect(await read(host)).toEqual(SECRET)
    await expect(restoreData(host, file)).rejects.toMatchObject({ code: 'already_exists' })
    const third = configOf('third')
    await writeFile(config.keyFile, random(32))
    await expect(restoreData(third, file)).rejects.toMatchObject({ code: 'wrong_key' })
    await expect(stat(third.home)).rejects.toThrow('ENOENT')
  })

  it('refuses a file that is damaged or no backup', async () => {
    const file = join(folder, 'backup.db')
    await backUpData(config, file)
    const bytes = await readFile(file)
    await writeFile(file, bytes.subarray(0, bytes.length - 9000))
    await expect(restoreData(configOf('other'), file)).rejects.toMatchObject({ code: 'config_invalid' })
    await writeFile(file, 'x'.repeat(5000))
    await expect(restoreData(configOf('other'), file)).rejects.toMatchObject({ code: 'config_invalid' })
  })
})

describe('migrateData', () => {
  it('says what there is, and makes the tables where there are none', async () => {
    expect(await migrateData(config)).toBe('current')
    const fresh = configOf('fresh')
    expect(await migrateData(fresh, { dryRun: true })).toBe('empty')
    await expect(stat(fresh.home)).rejects.toThrow('ENOENT')
    await migrateData(fresh)
    await (await openStore({ file: join(fresh.home, 'flow.db'), readonly: true })).close()
    await writeFile(config.keyFile, random(32))
    await expect(migrateData(config)).rejects.toMatchObject({ code: 'wrong_key' })
  })
})
