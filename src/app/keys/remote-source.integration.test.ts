import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type Config, parseConfig } from '#config/config.ts'
import { openAccountValue } from '../account-value.ts'
import { openData } from '../open-data.ts'
import { PLANTED, plantAccount } from './fixtures/plant-account.ts'
import { startTransit } from './fixtures/transit-double.ts'
import { followDataKeys } from './follow-data-keys.ts'
import { rotateDataKeys } from './rotate-data-keys.ts'
import { rotateKek } from './rotate-kek.ts'

const random = (size: number) => crypto.getRandomValues(new Uint8Array(size))
const WRAP = fileURLToPath(import.meta.resolve('./fixtures/wrap-command.ts'))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-source-'))
})
afterEach(() => rm(folder, { recursive: true }))

const configOf = (env: Record<string, string>): Config =>
  parseConfig({ options: { data: join(folder, 'data') }, env: { FLOW_KEY_FILE: join(folder, 'a.key'), ...env } })

async function plant(config: Config): Promise<void> {
  const data = await openData(config, random)
  await plantAccount(data, 'con_a')
  await data.store.close()
}

async function read(config: Config): Promise<unknown> {
  const { store, keyring } = await openData(config, random)
  const row = await store.accounts.get('con_a')
  await store.close()
  return row ? openAccountValue({ keyring }, row) : null
}

async function withTransit() {
  const transit = await startTransit()
  onTestFinished(async () => {
    await transit.close()
  })
  const tokenFile = join(folder, 'token')
  await writeFile(tokenFile, `${transit.token}\n`)
  const env = { FLOW_KEY_TRANSIT: transit.url, FLOW_KEY_TRANSIT_TOKEN_FILE: tokenFile }
  return { transit, tokenFile, config: configOf(env) }
}

describe('a key of Transit', () => {
  it('wraps the data keys, is asked at the start alone, and no key file is made', async () => {
    const { transit, config } = await withTransit()
    await plant(config)
    expect(existsSync(config.keyFile)).toBe(false)
    expect(await read(config)).toEqual(PLANTED)
    const { store, keyring } = await openData(config, random)
    const { asked } = transit.state
    const row = await store.accounts.get('con_a')
    expect(row && openAccountValue({ keyring }, row)).toEqual(PLANTED)
    expect(transit.state.asked).toBe(asked)
    await store.close()
  })

  it.each([
    [403, 'config_invalid', /does not let this program in/],
    [404, 'config_invalid', /no such key/],
    [500, 'temporarily_unavailable', /answered with 500/],
    [503, 'temporarily_unavailable', /sealed or not ready/],
    ['garbage', 'config_invalid', /does not answer as Transit/],
    ['hang-up', 'temporarily_unavailable', /127\.0\.0\.1/],
  ] as const)('refuses the start in one sentence when the service answers with %s', async (fault, code, words) => {
    const { transit, config } = await withTransit()
    await plant(config)
    transit.state.fault = fault
    await expect(read(config)).rejects.toMatchObject({ code, message: expect.stringMatching(words) })
    transit.state.fault = undefined
    expect(await read(config)).toEqual(PLANTED)
  })

  it('refuses a token that is not its own, and one that cannot be read', async () => {
    const { tokenFile, config } = await withTransit()
    await plant(config)
    await writeFile(tokenFile, 's.other')
    await expect(read(config)).rejects.toMatchObject({ code: 'config_invalid' })
    await rm(tokenFile)
    await expect(read(config)).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringMatching(/token/),
    })
  })

  it('writes nothing when another key stands under the name, or it never answered', async () => {
    const { transit, config } = await withTransit()
    transit.state.fault = 503
    await expect(plant(config)).rejects.toMatchObject({ code: 'temporarily_unavailable' })
    transit.state.fault = undefined
    await plant(config)
    transit.exchange()
    await expect(read(config)).rejects.toMatchObject({ code: 'wrong_key' })
  })

  it('rotates both layers: the newest version of the key wraps, and a server takes up the new data key', async () => {
    const { transit, config } = await withTransit()
    await plant(config)
    const data = await openData(config, random)
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
    const follower = await followDataKeys({ ...data, config, workspaceId: data.owner.workspaceId, log })
    transit.rotate()
    expect(await rotateKek(config)).toEqual({ dataKeys: 2 })
    const wrapped = (await data.store.dataKeys.list()).map(row => Buffer.from(row.wrapped).toString())
    expect(wrapped).toEqual([expect.stringMatching(/^vault:v2:/), expect.stringMatching(/^vault:v2:/)])
    expect(await rotateDataKeys(config, { pauseMs: 0 })).toMatchObject({ values: 1, unreadable: 0 })
    await follower.close()
    await data.store.close()
    expect(await read(config)).toEqual(PLANTED)
  })

  it('takes over data from a key file, which fits no more afterwards', async () => {
    const byFile = configOf({})
    await plant(byFile)
    const { config } = await withTransit()
    await expect(read(config)).rejects.toMatchObject({ code: 'wrong_key' })
    expect(await rotateKek(config, { fromKeyFile: byFile.keyFile })).toEqual({ dataKeys: 2 })
    expect(await read(config)).toEqual(PLANTED)
    await expect(read(byFile)).rejects.toMatchObject({ code: 'wrong_key' })
  })
})

describe('a key behind a command', () => {
  const withCommand = async (...command: string[]) => {
    await writeFile(join(folder, 'hsm.key'), random(32))
    return configOf({ FLOW_KEY_COMMAND: command.join(' ') })
  }

  it('wraps and unwraps by a program, which sees none of our variables', async () => {
    const config = await withCommand(process.execPath, WRAP, join(folder, 'hsm.key'))
    await plant(config)
    expect(await read(config)).toEqual(PLANTED)
    await writeFile(join(folder, 'hsm.key'), random(32))
    await expect(read(config)).rejects.toMatchObject({ code: 'wrong_key' })
  })

  it.each([
    ['is not there', ['/nowhere/kms'], 'config_invalid'],
    ['ends badly', ['false'], 'temporarily_unavailable'],
    ['prints something else', ['echo', 'no-base64!'], 'config_invalid'],
  ])('refuses the start in one sentence when it %s', async (_name, command, code) => {
    const config = await withCommand(...command)
    await expect(plant(config)).rejects.toMatchObject({ code, message: expect.stringMatching(/: The key command /) })
    expect(existsSync(join(folder, 'data', 'flow.db'))).toBe(false)
  })
})

describe('the configuration of a key', () => {
  it.each([
    [{ FLOW_KEY_TRANSIT: 'http://vault.example.com/v1/transit/keys/flow' }, /no address of a key/],
    [{ FLOW_KEY_TRANSIT: 'https://vault.example.com/v1/transit/keys/flow' }, /TOKEN_FILE is missing/],
    [{ FLOW_KEY_TRANSIT: 'https://v.example.com/v1/transit/keys/f', FLOW_KEY_COMMAND: 'x' }, /both set/],
  ])('is refused with what is wrong: %j', (env, words) => {
    expect(() => configOf(env)).toThrow(
      expect.objectContaining({ code: 'config_invalid', message: expect.stringMatching(words) }),
    )
  })
})
