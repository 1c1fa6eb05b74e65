import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Config, parseConfig } from '#config/config.ts'
import { HAS_POSTGRES } from '#store/fixtures/postgres-server.ts'
import { attemptRow, grantRow, providerRow, webhookRow } from '#store/fixtures/rows.ts'
import { newPlace } from '#store/fixtures/temp-store.ts'
import type { Store } from '#store/types.ts'
import { openAuditLog } from '../audit/audit-log.ts'
import { makeCallers } from '../audit/callers.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { SILENT_LOG as log } from '../fixtures/silent-log.ts'
import { openData } from '../open-data.ts'
import { plantAccount } from './fixtures/plant-account.ts'
import { followDataKeys } from './follow-data-keys.ts'
import { resetKeys } from './reset-keys.ts'
import { rotateDataKeys } from './rotate-data-keys.ts'

const random = (size: number) => crypto.getRandomValues(new Uint8Array(size))
const FOUND = { connections: 1, logins: 1, providers: 1 }

describe.each(['SQLite', 'PostgreSQL'] as const)('a lost key, on %s', kind => {
  describe.skipIf(kind === 'PostgreSQL' && !HAS_POSTGRES)('of stored values', { timeout: 60_000 }, () => {
    let folder: string
    let config: Config
    let remove: () => Promise<void>
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'flow-reset-'))
      const made = await newPlace(kind)
      remove = made.remove
      const env = { FLOW_KEY_FILE: join(folder, 'keys', 'a.key') }
      const parsed = parseConfig({ options: { data: join(folder, 'data') }, env })
      config = { ...parsed, ...('url' in made.place ? { databaseUrl: made.place.url } : {}), serving: true }
      await withData(plantAll)
    }, 120_000)
    afterEach(async () => {
      await remove()
      await rm(folder, { recursive: true })
    })

    type Opened = Awaited<ReturnType<typeof openData>>
    async function withData<T>(work: (data: Opened) => Promise<T>): Promise<T> {
      const data = await openData(config, random)
      try {
        return await work(data)
      } finally {
        await data.store.close()
      }
    }
    async function note({ store, keyring, owner }: Opened, object: string): Promise<void> {
      const parts = { store, keyring, workspaceId: owner.workspaceId, callers: makeCallers(), log }
      const audit = await openAuditLog({ folder: join(config.home, 'audit'), ...parts })
      audit.note({ actor: 'usr_one', action: 'connection-saved', object, outcome: 'ok', reason: '' })
      await audit.close()
    }
    async function plantAll(data: Opened): Promise<void> {
      const { store, owner } = data
      const { workspaceId } = owner
      await store.providers.upsert([providerRow('One', { id: 'prv_one', workspaceId, secret: random(60) })])
      await plantAccount(data, 'con_a')
      await plantAccount(data, 'log_b', 'login')
      await store.grants.insert(grantRow('grt_a', 'log_b', { workspaceId, cred: random(60) }))
      await store.attempts.insert(attemptRow('att_a', { workspaceId, secrets: random(60) }))
      await store.webhooks.insert(webhookRow('whk_a', { workspaceId, keys: random(60) }))
      await note(data, 'con_a')
    }
    const loseKey = () => rename(config.keyFile, `${config.keyFile}.gone`)
    const states = async ({ accounts }: Store) =>
      [await accounts.get('con_a'), await accounts.get('log_b')].map(row => [row?.state, row?.value.length])

    it('is given up with all that hung on it, and the data begins anew with another one', async () => {
      await loseKey()
      await expect(openData(config, random)).rejects.toMatchObject({ code: 'key_missing' })
      expect(await resetKeys(config)).toEqual({ ...FOUND, newKeyFile: config.keyFile })
      await withData(async data => {
        const { store, keyring, owner } = data
        expect(await states(store)).toEqual([
          ['needs reconnect', 0],
          ['needs reconnect', 0],
        ])
        expect((await store.accounts.get('log_b'))?.message).toContain('Reconnect this login')
        expect([...(await store.sealed.count(owner.workspaceId))]).toEqual([])
        expect([await store.grants.get('grt_a'), await store.attempts.get('att_a')]).toEqual([null, null])
        expect((await store.providers.get('prv_one'))?.secret).toBeNull()
        expect(await store.webhooks.get('whk_a')).toMatchObject({ keys: new Uint8Array(), offReason: 'key-lost' })
        expect((await store.dataKeys.list()).map(({ state }) => state)).toEqual(['active', 'active'])
        await note(data, 'con_b')
        expect(await verifyAudit(store, keyring)).toMatchObject({ rows: 4, unchecked: 2, faults: [] })
        const told = (await store.audit.page(null, 99)).filter(row => row.action === 'keys-reset')
        expect(told.map(row => row.reason)).toEqual(['1 connections, 1 logins, 1 providers'])
        await plantAccount(data, 'con_c')
      })
      expect(await rotateDataKeys(config, { pauseMs: 0 })).toEqual({ resumed: false, values: 1, unreadable: 0 })
      await withData(async ({ store, owner }) =>
        expect((await store.dataKeys.list(owner.workspaceId)).map(({ state }) => state)).toEqual(['retired', 'active']),
      )
    })

    it('is not believed while the key fits, nor while a server runs that holds the data keys; a dry run changes nothing', async () => {
      await expect(resetKeys(config)).rejects.toMatchObject({ code: 'wrong_use' })
      await withData(async data => {
        const follower = await followDataKeys({ ...data, config, workspaceId: data.owner.workspaceId, log })
        await loseKey()
        await expect(resetKeys(config)).rejects.toMatchObject({ code: 'in_use' })
        await follower.close()
      })
      expect(await resetKeys(config, { dryRun: true })).toEqual(FOUND)
      await rename(`${config.keyFile}.gone`, config.keyFile)
      await withData(async ({ store }) => expect((await states(store))[0]?.[0]).toBe('ok'))
    })
  })
})
