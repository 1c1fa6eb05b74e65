import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ApiKeyRow } from './access-types.ts'
import { accountRow, grantRow } from './fixtures/rows.ts'
import { describeOnBoth, type TempStore } from './fixtures/temp-store.ts'

const OF = { workspaceId: 'wsp_one', ownerId: 'usr_one' }

let temp: TempStore
const prepare = (open: () => Promise<TempStore>) => {
  beforeEach(async () => {
    temp = await open()
  })
  afterEach(() => temp.close())
}

describeOnBoth('apiKeys', open => {
  prepare(open)

  const row = (id: string, byte: number): ApiKeyRow => ({
    id,
    workspaceId: 'wsp_one',
    line: null,
    ownerId: 'usr_one',
    name: 'Engine',
    start: 'fck_abc',
    hash: new Uint8Array(32).fill(byte),
    scopes: ['credentials:read'],
    readsPerSecond: 50,
    createdAt: byte,
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
  })

  it('is found by its hash at once, marked as used, and listed newest first', async () => {
    const { apiKeys } = temp.store
    await apiKeys.insert(row('key_a', 1))
    await apiKeys.insert(row('key_b', 2))
    const { id, workspaceId, ownerId, line, scopes, readsPerSecond, expiresAt, revokedAt } = row('key_a', 1)
    const hot = { id, workspaceId, ownerId, line, scopes, readsPerSecond, expiresAt, revokedAt }
    expect(await apiKeys.byHashHot(new Uint8Array(32).fill(1))).toEqual(hot)
    expect(await apiKeys.byHashHot(new Uint8Array(32).fill(3))).toBeNull()
    await apiKeys.markUsed('key_a', 99)
    expect(await apiKeys.get('key_a')).toMatchObject({ lastUsedAt: 99 })
    expect((await apiKeys.list('usr_one')).map(key => key.id)).toEqual(['key_b', 'key_a'])
  })

  it('is read together with the entry that is asked for, and the tokens of a login', async () => {
    const { accounts, apiKeys, grants } = temp.store
    await apiKeys.insert(row('key_a', 1))
    await accounts.insert(accountRow('con_a'))
    await accounts.insert(accountRow('log_a', { kind: 'login', label: 'Other' }))
    await grants.insert(grantRow('grt_a', 'log_a'))
    const hash = new Uint8Array(32).fill(1)
    const key = await apiKeys.byHashHot(hash)
    const account = await accounts.getHot('con_a', OF)
    expect(await accounts.getWithKeyHot('con_a', hash)).toEqual({ key, account, grant: null })
    const login = { account: await accounts.getHot('log_a', OF), grant: grantRow('grt_a', 'log_a') }
    expect(await accounts.getWithKeyHot('log_a', hash)).toEqual({ key, ...login })
    await grants.remove('grt_a')
    expect(await accounts.getWithKeyHot('log_a', hash)).toEqual({ key, ...login, grant: null })
    for (const id of ['con_b', 'log_b', '']) {
      expect(await accounts.getWithKeyHot(id, hash)).toEqual({ key, account: null, grant: null })
    }
    const nobody = { key: null, account: null, grant: null }
    expect(await accounts.getWithKeyHot('log_a', new Uint8Array(32).fill(3))).toEqual(nobody)
  })

  it('leaves the list when revoked, and still says so to whoever holds it', async () => {
    const { apiKeys } = temp.store
    await apiKeys.insert(row('key_a', 1))
    expect(await apiKeys.revoke('key_a', 50)).toMatchObject({ revokedAt: 50 })
    expect(await apiKeys.revoke('key_a', 60)).toBeNull()
    expect(await apiKeys.list('usr_one')).toEqual([])
    expect(await apiKeys.byHashHot(new Uint8Array(32).fill(1))).toMatchObject({ revokedAt: 50 })
  })
})
