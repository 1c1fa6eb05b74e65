import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Config, parseConfig } from '#config/config.ts'
import { attemptRow, grantRow, providerRow, webhookRow } from '#store/fixtures/rows.ts'
import type { SealContext } from '#vault/envelope.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import { SILENT_LOG as log } from '../fixtures/silent-log.ts'
import { accountHash } from '../logins/account-hash.ts'
import { hostsOfEntry } from '../logins/provider-secret.ts'
import { type OpenedData, openData } from '../open-data.ts'
import { plantAccount } from './fixtures/plant-account.ts'
import { followDataKeys } from './follow-data-keys.ts'
import { moveValues } from './move-values.ts'
import { rotateDataKeys } from './rotate-data-keys.ts'
import { rotateKek } from './rotate-kek.ts'

const random = (size: number) => crypto.getRandomValues(new Uint8Array(size))

let folder: string
let config: Config
let data: OpenedData
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-rotate-'))
  const env = { FLOW_KEY_FILE: join(folder, 'keys', 'a.key') }
  config = { ...parseConfig({ options: { data: join(folder, 'data') }, env }), serving: true }
  data = await openData(config, random)
})
afterEach(async () => {
  await data.store.close()
  await rm(folder, { recursive: true })
})

const states = async () => (await data.store.dataKeys.list(data.owner.workspaceId)).map(row => row.state)
const kids = async () => [...(await data.store.sealed.count(data.owner.workspaceId)).entries()]
const placeOf = (table: string, row: string, column: string): SealContext => ({
  workspace: data.owner.workspaceId,
  table,
  row,
  column,
  version: 1,
})
const seal = (value: string, context: SealContext) => sealJson(data.keyring, value, context)

/** One value of each kind. */
async function plantAll(): Promise<void> {
  const { store, owner, keyring } = data
  const { workspaceId } = owner
  const provider = providerRow('One', { id: 'prv_one', workspaceId, secret: null })
  const bound = { ...placeOf('providers', 'prv_one', 'secret'), hosts: hostsOfEntry(provider) }
  await store.providers.upsert([{ ...provider, secret: seal('client', bound) }])
  await plantAccount(data, 'log_a', 'login')
  await store.grants.insert(
    grantRow('grt_a', 'log_a', {
      workspaceId,
      cred: seal('tokens', placeOf('grants', 'grt_a', 'cred')),
      account: sealJson(keyring, { id: '77' }, placeOf('grants', 'grt_a', 'account')),
      accountHash: accountHash(data, { workspaceId, providerId: 'prv_one' }, { id: '77' }),
    }),
  )
  const answer = seal('answer', placeOf('token_journal', 'jrn_a', 'answer'))
  await store.journal.insert({ id: 'jrn_a', workspaceId, grantId: 'grt_a', leaseEpoch: 0, baseVersion: 1, answer })
  const secrets = seal('verifier', placeOf('oauth_attempts', 'att_a', 'secrets'))
  const grant = seal('granted', placeOf('oauth_attempts', 'att_a', 'grant'))
  await store.attempts.insert(attemptRow('att_a', { workspaceId, secrets, grant }))
  const keys = seal('signing', placeOf('webhooks', 'whk_a', 'keys'))
  await store.webhooks.insert(webhookRow('whk_a', { workspaceId, keys }))
}

describe('rotateDataKeys', () => {
  it('moves every kind of value to a new key, and the hash of an account with it', async () => {
    await plantAll()
    const before = await kids()
    expect(before).toEqual([[expect.any(String), 8]])
    const hash = (await data.store.grants.get('grt_a'))?.accountHash
    expect(await rotateDataKeys(config, { pauseMs: 0 })).toEqual({ resumed: false, values: 8, unreadable: 0 })
    expect(await states()).toEqual(['retired', 'active'])
    expect(await kids()).toEqual([[expect.not.stringMatching(before[0]?.[0] ?? ''), 8]])
    const { store, keyring, owner } = await openData(config, random)
    const [grant, provider] = [await store.grants.get('grt_a'), await store.providers.get('prv_one')]
    const bound = { ...placeOf('providers', 'prv_one', 'secret'), hosts: provider ? hostsOfEntry(provider) : '' }
    expect(openJson(keyring, grant?.cred ?? random(1), placeOf('grants', 'grt_a', 'cred'))).toBe('tokens')
    expect(openJson(keyring, provider?.secret ?? random(1), bound)).toBe('client')
    expect(grant?.accountHash).not.toBe(hash)
    expect(grant?.accountHash).toBe(
      accountHash({ keyring }, { workspaceId: owner.workspaceId, providerId: 'prv_one' }, { id: '77' }),
    )
    await store.close()
  })

  it('changes nothing in a dry run', async () => {
    await plantAll()
    const before = [await kids(), await states()]
    expect(await rotateDataKeys(config, { dryRun: true })).toEqual({ resumed: false, values: 8, unreadable: 0 })
    expect([await kids(), await states()]).toEqual(before)
  })

  it('tells a server that runs, which seals with the new key and reads what others sealed with it', async () => {
    const place = placeOf('accounts', 'con_b', 'value')
    const follower = await followDataKeys({ ...data, config, workspaceId: data.owner.workspaceId, log })
    const before = seal('before', place)
    await rotateKek(config)
    await rotateDataKeys(config, { pauseMs: 0 })
    expect(openJson(data.keyring, before, place)).toBe('before')
    const other = await openData(config, random)
    expect(openJson(other.keyring, seal('after', place), place)).toBe('after')
    expect(Buffer.from(data.keyring.active(data.owner.workspaceId).kid).toString('hex')).toBe(
      Buffer.from(other.keyring.active(data.owner.workspaceId).kid).toString('hex'),
    )
    await other.store.close()
    await follower.close()
    expect(await data.store.nodes.list()).toEqual([])
  })

  it('goes on where it was cut off, and needs no second call for it', async () => {
    for (let n = 0; n < 9; n++) await plantAccount(data, `con_${n}`)
    const cut = () => {
      throw new Error('cut off')
    }
    await expect(rotateDataKeys(config, { batch: 2, pauseMs: 0, onMoved: cut })).rejects.toThrow('cut off')
    expect((await kids()).map(([, count]) => count).toSorted()).toEqual([2, 7])
    expect(await states()).toEqual(['retiring', 'active'])
    expect(await rotateDataKeys(config, { pauseMs: 0 })).toEqual({ resumed: true, values: 9, unreadable: 0 })
    expect(await states()).toEqual(['retired', 'active'])
    expect(await rotateDataKeys(config, { pauseMs: 0 })).toMatchObject({ resumed: false })
    expect(await states()).toEqual(['retired', 'retired', 'active'])
  })

  it('leaves what cannot be read as it is, keeps its key, and can be run again', async () => {
    await plantAccount(data, 'con_a')
    await plantAccount(data, 'con_b')
    const row = await data.store.accounts.get('con_a')
    const broken = Uint8Array.from(row?.value ?? [])
    broken.set([(broken.at(-1) ?? 0) ^ 1], broken.length - 1)
    await data.store.accounts.update('con_a', 1, { value: broken })
    expect(await rotateDataKeys(config, { pauseMs: 0 })).toEqual({ resumed: false, values: 1, unreadable: 1 })
    expect(await states()).toEqual(['retiring', 'active'])
    expect(await rotateDataKeys(config, { pauseMs: 0 })).toMatchObject({ resumed: false, unreadable: 1 })
  })

  it('does not touch a grant that is being renewed, nor overwrite what changed meanwhile', async () => {
    await plantAll()
    const { store, keyring, owner } = data
    const parts = { store, keyring, workspaceId: owner.workspaceId }
    const lease = await store.grants.lease('grt_a', 'test', 60)
    const key = random(16)
    const page = await store.sealed.page('grants.cred', {
      workspaceId: owner.workspaceId,
      kid: key,
      after: '',
      limit: 9,
    })
    expect(page).toMatchObject([{ id: 'grt_a', bytes: null }])
    await store.grants.release('grt_a', lease?.epoch ?? 0)
    const change = { id: 'grt_a', from: random(3), to: random(3) }
    expect(await store.sealed.replace('grants.cred', [change])).toBe(0)
    expect(await moveValues(parts)).toEqual({ moved: 0, unreadable: 0 })
  })
})
