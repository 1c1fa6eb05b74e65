import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKeyFile, readKeyFile } from './key-file.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-key-'))
  path = join(folder, 'keys', 'instance.key')
})
afterEach(() => rm(folder, { recursive: true }))

describe('key file', () => {
  it('is made with 32 random bytes that only its owner may read', async () => {
    const key = await createKeyFile(path)
    expect(key).toHaveLength(32)
    expect(Buffer.from(key).equals(await createKeyFile(`${path}2`))).toBe(false)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700)
    expect(Buffer.from(await readKeyFile(path)).equals(key)).toBe(true)
  })

  it('has its name only when it is whole, and leaves nothing else behind', async () => {
    const making = createKeyFile(path)
    let made = false
    const lengths = new Set<number>()
    void making.then(() => {
      made = true
    })
    while (!made) {
      if (existsSync(path)) lengths.add(readFileSync(path).length)
      await new Promise(setImmediate)
    }
    expect([...lengths, (await readFile(path)).length]).not.toContain(0)
    expect(await readdir(join(folder, 'keys'))).toEqual(['instance.key'])
    await expect(createKeyFile(path)).rejects.toMatchObject({ code: 'already_exists' })
    expect(await readdir(join(folder, 'keys'))).toEqual(['instance.key'])
  })

  it('is named when its folder cannot be made', async () => {
    await writeFile(join(folder, 'keys'), '')
    await expect(createKeyFile(path)).rejects.toMatchObject({
      code: 'config_invalid',
      detail: expect.stringContaining(path),
    })
  })

  it('is never replaced', async () => {
    const key = await createKeyFile(path)
    await expect(createKeyFile(path)).rejects.toMatchObject({ code: 'already_exists' })
    expect((await readFile(path)).equals(key)).toBe(true)
  })

  it('is read with mode 0400 as well', async () => {
    const key = await createKeyFile(path)
    await chmod(path, 0o400)
    expect((await readKeyFile(path)).length).toBe(key.length)
  })

  it.each([0o640, 0o604, 0o620, 0o644, 0o601, 0o777])(
    'is refused with mode %o, with the command that mends it',
    async mode => {
      await createKeyFile(path)
      await chmod(path, mode)
      await expect(readKeyFile(path)).rejects.toMatchObject({
        code: 'config_invalid',
        detail: expect.stringContaining(`(mode 0${mode.toString(8)}). Run: chmod 600 ${path}`),
      })
    },
  )

  it('is named when it is missing, no file, or has another length', async () => {
    const refusal = (code: string) => ({ code, detail: expect.stringContaining(path) })
    await expect(readKeyFile(path)).rejects.toMatchObject(refusal('key_missing'))
    await createKeyFile(join(path, 'inner.key'))
    await chmod(path, 0o700)
    await expect(readKeyFile(path)).rejects.toMatchObject(refusal('config_invalid'))
    const short = `${path}.short`
    await writeFile(short, 'too short', { mode: 0o600 })
    await expect(readKeyFile(short)).rejects.toMatchObject({
      code: 'wrong_key',
      detail: expect.stringMatching(/9 bytes/),
    })
  })
})
