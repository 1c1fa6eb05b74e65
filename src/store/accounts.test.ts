import { afterEach, beforeEach, expect, it } from 'vitest'
import { accountRow, grantRow, providerRow } from './fixtures/rows.ts'
import { describeOnBoth, type TempStore } from './fixtures/temp-store.ts'

const ONE = { workspaceId: 'wsp_one', ownerId: 'usr_one' }

let temp: TempStore
let accounts: TempStore['store']['accounts']
const prepare = (open: () => Promise<TempStore>) => {
  beforeEach(async () => {
    temp = await open()
    accounts = temp.store.accounts
  })
  afterEach(() => temp.close())
}

describeOnBoth('accounts', open => {
  prepare(open)

  it('gives back the row that was put in, by both ways of reading', async () => {
    const row = accountRow('con_a', { message: 'Äpfel', lastTestedAt: 1_700_000_000_123, value: new Uint8Array(5000) })
    await accounts.insert(row)
    expect(await accounts.get('con_a')).toEqual(row)
    const { id, workspaceId, ownerId, kind, lastTestedAt, value, valueVersion, sharedAt, suspendedAt } = row
    const hot = { id, workspaceId, ownerId, kind, lastTestedAt, value, valueVersion, sharedAt, suspendedAt }
    expect(await accounts.getHot('con_a', ONE)).toEqual(hot)
    expect(Object.getPrototypeOf(await accounts.get('con_a'))).toBe(Object.prototype)
    expect(await accounts.get('con_b')).toBeNull()
    expect(await accounts.getHot('con_b', ONE)).toBeNull()
  })

  it('finds on the hot path what is one’s own or shared, and nothing else', async () => {
    await accounts.insert(accountRow('con_a'))
    await accounts.insert(accountRow('con_b', { ownerId: 'usr_two', label: 'b' }))
    await accounts.insert(accountRow('con_c', { ownerId: 'usr_two', label: 'c', sharedAt: 1 }))
    await accounts.insert(accountRow('con_d', { workspaceId: 'wsp_two', label: 'd', sharedAt: 1 }))
    const found = ['con_a', 'con_b', 'con_c', 'con_d'].map(id => accounts.getHot(id, ONE))
    expect((await Promise.all(found)).map(row => row?.id)).toEqual(['con_a', undefined, 'con_c', undefined])
  })

  it('lists those of everybody by service and type, and finds them by parts, owners and providers', async () => {
    await temp.store.providers.upsert([providerRow('Mail', { id: 'prv_a' })])
    for (const [id, service, type, ownerId, providerId] of [
      ['con_a', 'plm', 'plm-basic', 'usr_one', null],
      ['con_b', 'mail', '100%_sure', 'usr_two', null],
      ['log_c', 'mail', 'mail-oauth', 'usr_two', 'prv_a'],
    ] as const) {
      await accounts.insert(accountRow(id, { service, type, ownerId, providerId, label: id }))
    }
    await accounts.insert(accountRow('con_d', { workspaceId: 'wsp_two', label: 'd' }))
    const find = async (text?: string, ownerIds: string[] = [], providerIds: string[] = []) => {
      const search = text === undefined ? {} : { search: { text, ownerIds, providerIds } }
      const { items } = await accounts.listAll({ workspaceId: 'wsp_one', limit: 10, ...search })
      return items.map(({ id }) => id)
    }
    expect(await find()).toEqual(['con_b', 'log_c', 'con_a'])
    expect(await find('MAIL')).toEqual(['con_b', 'log_c'])
    expect(await find('%_s')).toEqual(['con_b'])
    expect(await find('\\')).toEqual([])
    expect(await find('x', ['usr_one'])).toEqual(['con_a'])
    expect(await find('x', [], ['prv_a'])).toEqual(['log_c'])
    const first = await accounts.listAll({ workspaceId: 'wsp_one', limit: 2 })
    const rest = await accounts.listAll({ workspaceId: 'wsp_one', limit: 2, cursor: first.next })
    expect([first.items.length, rest.items.map(({ id }) => id), rest.next]).toEqual([2, ['con_a'], null])
  })

  it('holds a row back and lets it go, and leaves its version alone', async () => {
    await accounts.insert(accountRow('con_a', { state: 'failing' }))
    const held = await accounts.suspend('con_a', true)
    expect(held).toMatchObject({ state: 'failing', rowVersion: 1, suspendedAt: expect.any(Number) })
    expect(await accounts.suspend('con_a', true)).toEqual(held)
    expect((await accounts.getHot('con_a', ONE))?.suspendedAt).toBe(held?.suspendedAt)
    const list = async (state: 'failing' | 'suspended') =>
      (await accounts.listAll({ workspaceId: 'wsp_one', state, limit: 10 })).items.length
    expect([await list('failing'), await list('suspended')]).toEqual([0, 1])
    expect(await accounts.suspend('con_a', false)).toMatchObject({ suspendedAt: null })
    expect([await list('failing'), await list('suspended')]).toEqual([1, 0])
    expect(await accounts.suspend('con_x', true)).toBeNull()
  })

  it('refuses a label that this owner has, in either kind, and names the field', async () => {
    await accounts.insert(accountRow('con_a', { label: 'Depot1' }))
    const again = accounts.insert(accountRow('log_b', { label: 'Depot1', kind: 'login', service: 'other' }))
    await expect(again).rejects.toMatchObject({
      code: 'label_taken',
      detail: expect.stringMatching(/Depot1/),
      fields: [{ pointer: '/label' }],
    })
    await accounts.insert(accountRow('con_c', { label: 'Depot1', ownerId: 'usr_two' }))
    await accounts.insert(accountRow('con_d', { label: 'Depot1', workspaceId: 'wsp_two' }))
    await accounts.insert(accountRow('con_e', { label: 'depot1' }))
    await expect(accounts.update('con_e', 1, { label: 'Depot1' })).rejects.toMatchObject({ code: 'label_taken' })
    expect(await accounts.labels('usr_one')).toEqual(new Set(['Depot1', 'depot1']))
  })

  it('lets the database say which of two saves at once has the label', async () => {
    const saves = ['con_a', 'con_b'].map(id => accounts.insert(accountRow(id, { label: 'Same' })))
    const outcomes = (await Promise.allSettled(saves)).map(save => save.status)
    expect(outcomes.toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('updates a row of the expected version only, and moves version and time', async () => {
    await accounts.insert(accountRow('con_a'))
    const changed = await accounts.update('con_a', 1, { label: 'b', value: Uint8Array.of(7), valueVersion: 2 })
    expect(changed).toMatchObject({ label: 'b', rowVersion: 2, valueVersion: 2, createdAt: 1000 })
    expect(Math.abs((changed?.updatedAt ?? 0) - temp.store.now())).toBeLessThan(60_000)
    expect(await accounts.update('con_a', 1, { label: 'c' })).toBeNull()
    expect(await accounts.update('con_x', 1, { label: 'c' })).toBeNull()
    expect((await accounts.get('con_a'))?.label).toBe('b')
  })

  it('records a test without moving the version, so that an open form can still be saved', async () => {
    await accounts.insert(accountRow('con_a'))
    const tested = await accounts.recordTest('con_a', { state: 'failing', message: 'Wrong password', at: 5000 })
    expect(tested).toMatchObject({ state: 'failing', message: 'Wrong password', lastTestedAt: 5000, rowVersion: 1 })
    expect(await accounts.recordTest('con_a', { state: 'ok', message: null, at: null })).toMatchObject({
      state: 'ok',
      message: null,
      lastTestedAt: 5000,
    })
    expect(await accounts.recordTest('con_x', { state: 'ok', message: null, at: 1 })).toBeNull()
    const late = { state: 'failing', message: 'late', at: 6000, valueVersion: 9 } as const
    expect(await accounts.recordTest('con_a', late)).toBeNull()
    expect(await accounts.get('con_a')).toMatchObject({ state: 'ok', lastTestedAt: 5000 })
  })

  it('knows since when an entry is in its state, which the same answer again does not change', async () => {
    const said = (state: 'failing' | 'ok') => accounts.recordTest('con_a', { state, message: null, at: 5000 })
    await accounts.insert(accountRow('con_a', { state: 'not tested', stateSince: 1000 }))
    const failed = await said('failing')
    expect(failed?.stateSince).toBeGreaterThan(1000)
    await new Promise(resolve => setTimeout(resolve, 5))
    expect((await said('failing'))?.stateSince).toBe(failed?.stateSince)
    const renamed = await accounts.update('con_a', 1, { label: 'renamed' })
    expect(renamed?.stateSince).toBe(failed?.stateSince)
    const saved = await accounts.update('con_a', 2, { state: 'ok' })
    expect(saved?.stateSince).toBeGreaterThan(failed?.stateSince ?? Number.POSITIVE_INFINITY)
  })

  it('pages by service and label without gaps, also when rows come and go between the pages', async () => {
    for (const [id, service, label] of [
      ['con_1', 'b', 'x'],
      ['con_2', 'a', 'z'],
      ['con_3', 'b', 'a'],
      ['con_4', 'a', 'É'],
      ['con_5', 'c', 'm'],
    ] as const) {
      await accounts.insert(accountRow(id, { service, label }))
    }
    const first = await accounts.list({ workspaceId: 'wsp_one', limit: 2 })
    expect(first.items.map(row => row.id)).toEqual(['con_2', 'con_4'])
    await accounts.remove('con_4')
    const second = await accounts.list({ workspaceId: 'wsp_one', limit: 2, cursor: first.next })
    expect(second.items.map(row => row.id)).toEqual(['con_3', 'con_1'])
    const third = await accounts.list({ workspaceId: 'wsp_one', limit: 2, cursor: second.next })
    expect(third).toMatchObject({ items: [{ id: 'con_5' }], next: null })
    expect((await accounts.list({ workspaceId: 'wsp_one', ownerId: 'usr_two', limit: 9 })).items).toEqual([])
    expect((await accounts.list({ workspaceId: 'wsp_two', limit: 9 })).items).toEqual([])
  })

  it.each(['', 'x', 'WyJhIl0', 'WzEsMiwzXQ'])('refuses the cursor "%s", unless it is empty', async cursor => {
    const page = accounts.list({ workspaceId: 'wsp_one', limit: 2, cursor })
    if (cursor === '') expect((await page).items).toEqual([])
    else await expect(page).rejects.toMatchObject({ code: 'bad_request' })
  })

  it('finds by label and service, type or owner', async () => {
    await accounts.insert(accountRow('con_a', { label: 'One' }))
    await accounts.insert(accountRow('con_b', { label: 'One', ownerId: 'usr_two' }))
    const ids = async (connector: string, ownerId?: string) => {
      const rows = await accounts.findByLabel({
        workspaceId: 'wsp_one',
        connector,
        label: 'One',
        ...(ownerId && { ownerId }),
      })
      return rows.map(row => row.id).toSorted()
    }
    expect(await ids('depot')).toEqual(['con_a', 'con_b'])
    expect(await ids('depot-basic')).toEqual(['con_a', 'con_b'])
    expect(await ids('depot', 'usr_two')).toEqual(['con_b'])
    expect(await ids('other')).toEqual([])
  })

  it('removes a row of the expected version, and the grants of a login with it', async () => {
    await accounts.insert(accountRow('log_a', { kind: 'login' }))
    await temp.store.grants.insert(grantRow('grt_a', 'log_a'))
    expect(await accounts.remove('log_a', 2)).toBe(false)
    expect(await accounts.remove('log_a', 1)).toBe(true)
    expect(await accounts.remove('log_a')).toBe(false)
    expect(await temp.store.grants.get('grt_a')).toBeNull()
  })
})
