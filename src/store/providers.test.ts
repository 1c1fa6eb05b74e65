import { afterEach, beforeEach, expect, it } from 'vitest'
import { accountRow, providerRow } from './fixtures/rows.ts'
import { describeOnBoth, type TempStore } from './fixtures/temp-store.ts'

let temp: TempStore
let providers: TempStore['store']['providers']
const prepare = (open: () => Promise<TempStore>) => {
  beforeEach(async () => {
    temp = await open()
    providers = temp.store.providers
  })
  afterEach(() => temp.close())
}

describeOnBoth('providers', open => {
  prepare(open)

  it('gives back what was loaded, by id, by return address and as a list', async () => {
    const [one, two] = [providerRow('Depot One'), providerRow('Depot Two', { secret: null })]
    await providers.upsert([two, one])
    expect(await providers.list('wsp_one')).toEqual([one, two])
    expect(await providers.get(two.id)).toEqual(two)
    expect(await providers.bySlug('depot', 'depot-one')).toEqual(one)
    expect(await providers.bySlug('other', 'depot-one')).toBeNull()
    expect(await providers.list('wsp_two')).toEqual([])
  })

  it('updates the version it read, and keeps the time of making', async () => {
    await providers.upsert([providerRow('Depot One')])
    await providers.upsert([providerRow('Depot One', { config: '{"a":1}', rowVersion: 2, createdAt: 7, updatedAt: 8 })])
    expect(await providers.list('wsp_one')).toEqual([
      providerRow('Depot One', { config: '{"a":1}', rowVersion: 2, updatedAt: 8 }),
    ])
  })

  it.each([
    ['made by somebody else', { id: 'prv_other', rowVersion: 1 }],
    ['changed by somebody else', { rowVersion: 1 }],
  ])('writes nothing into a row that was %s meanwhile', async (_, changes) => {
    await providers.upsert([providerRow('Depot One')])
    const load = providers.upsert([providerRow('Fresh'), providerRow('Depot One', { ...changes, config: '{"a":1}' })])
    await expect(load).rejects.toMatchObject({ code: 'changed_meanwhile' })
    expect(await providers.list('wsp_one')).toEqual([providerRow('Depot One')])
  })

  it('loads all or nothing, and names the return address that is taken', async () => {
    await providers.upsert([providerRow('Depot One')])
    const load = providers.upsert([providerRow('Fresh'), providerRow('depot-one', { id: 'prv_x', slug: 'depot-one' })])
    await expect(load).rejects.toMatchObject({
      code: 'already_exists',
      detail: expect.stringMatching(/depot\/depot-one/),
    })
    expect((await providers.list('wsp_one')).map(row => row.displayName)).toEqual(['Depot One'])
  })

  it('is not removed while a login uses it', async () => {
    await providers.upsert([providerRow('One')])
    await temp.store.accounts.insert(accountRow('log_a', { kind: 'login', providerId: 'prv_one' }))
    expect(await providers.countLogins('prv_one')).toBe(1)
    await expect(providers.remove('prv_one')).rejects.toMatchObject({ code: 'in_use' })
    await temp.store.accounts.remove('log_a')
    expect(await providers.remove('prv_one')).toBe(true)
    expect(await providers.remove('prv_one')).toBe(false)
  })

  it('takes part in a transaction of the caller', async () => {
    const work = temp.store.transaction(async tx => {
      await tx.providers.upsert([providerRow('One')])
      throw new RangeError('no')
    })
    await expect(work).rejects.toThrow(RangeError)
    expect(await providers.list('wsp_one')).toEqual([])
  })
})
