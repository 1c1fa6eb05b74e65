import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeOnBoth, type TempStore } from '#store/fixtures/temp-store.ts'
import { openStore } from '#store/open-store.ts'
import type { Store } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { SILENT_LOG as log } from '../fixtures/silent-log.ts'
import { makeLimits } from './make-limits.ts'
import { shareReads } from './share-reads.ts'

const refused = { code: 'rate_limited', retryAfter: expect.any(Number) }

describeOnBoth('limits of two nodes', open => {
  let temp: TempStore
  let second: Store
  let opened: { close(): void }[]
  beforeEach(async () => {
    temp = await open()
    second = await openStore(temp.place)
    opened = []
  })
  afterEach(async () => {
    for (const one of opened) one.close()
    await second.close()
    await temp.close()
  })
  const contextOf = (store: Store, databaseUrl?: string) =>
    ({ store, log, owner: { workspaceId: 'wsp_one' }, config: { databaseUrl, serving: true } }) as unknown as AppContext
  const limitsOf = (store: Store, databaseUrl?: string) => {
    const limits = makeLimits(contextOf(store, databaseUrl))
    opened.push(limits)
    return limits
  }
  const readsOf = (store: Store) => {
    const reads = shareReads(contextOf(store))
    opened.push(reads)
    return reads
  }

  it('are counted together where guesses are counted, each kind and each caller by itself', async () => {
    const [one, two] = [temp.store, second].map(store => limitsOf(store, 'postgresql://both').aMinute('codes', 3))
    if (!one || !two) throw new Error('no limits')
    await one('192.0.2.7')
    await two('192.0.2.7')
    await one('192.0.2.7')
    await expect(two('192.0.2.7')).rejects.toMatchObject(refused)
    await expect(one('192.0.2.7')).rejects.toMatchObject(refused)
    await two('192.0.2.8')
    await limitsOf(second, 'postgresql://both').aMinute('attempts', 3)('192.0.2.7')
  })

  it('are counted by each alone where nothing is shared', async () => {
    const [one, two] = [limitsOf(temp.store).aMinute('codes', 1), limitsOf(second).aMinute('codes', 1)]
    await one('all')
    await two('all')
    await expect(one('all')).rejects.toMatchObject(refused)
  })

  it('leave a node what the others do not use of the reads of a key, and at least its even part', async () => {
    const [one, two] = [readsOf(temp.store), readsOf(second)]
    const read = (node: typeof one, count: number) => {
      for (let n = 0; n < count; n++) node.used('key_a', 200)
    }
    read(one, 150)
    await one.settle()
    expect([one.leftFor('key_a', 200), two.leftFor('key_a', 200)]).toEqual([200, 200])
    read(two, 20)
    await two.settle()
    expect([two.leftFor('key_a', 200), two.leftFor('key_b', 200)]).toEqual([100, 200])
    read(one, 150)
    await one.settle()
    expect(one.leftFor('key_a', 200)).toBe(180)
    read(two, 180)
    await two.settle()
    await one.settle()
    expect(one.leftFor('key_a', 200)).toBe(100)
  })

  it('cost no row for a key that is far from its limit', async () => {
    const [one, two] = [readsOf(temp.store), readsOf(second)]
    for (let n = 0; n < 9; n++) one.used('key_a', 200)
    await one.settle()
    two.used('key_a', 200)
    await two.settle()
    expect(two.leftFor('key_a', 200)).toBe(200)
  })
})

it('reads beyond the limit of a key are refused, that of the key before that of all', () => {
  const limits = makeLimits({ config: { serving: true } } as AppContext)
  const key = { keyId: 'key_a', readsPerSecond: 2 }
  // A second may end in between.
  const read = () => {
    for (let n = 0; n < 5; n++) limits.countRead(key)
  }
  expect(read).toThrow(expect.objectContaining({ code: 'rate_limited' }))
  for (let n = 0; n < 1000; n++) limits.countRead({ keyId: 'key_b', readsPerSecond: null })
})
