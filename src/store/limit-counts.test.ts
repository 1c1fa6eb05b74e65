import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeOnBoth, type TempStore } from './fixtures/temp-store.ts'

const call = { workspaceId: 'wsp_one', name: 'codes all', windowMs: 60_000 }
const use = (node: string, ...used: [name: string, count: number][]) => ({
  workspaceId: 'wsp_one',
  node,
  used: used.map(([name, count]) => ({ name, count })),
})

describeOnBoth('limits', open => {
  let temp: TempStore
  beforeEach(async () => {
    temp = await open()
  })
  afterEach(() => temp.close())

  it('count each call once, whoever calls at the same time, until the window ends', async () => {
    const { limits, now } = temp.store
    const counted = await Promise.all(Array.from({ length: 5 }, () => limits.count(call)))
    expect(counted.map(({ count }) => count).toSorted()).toEqual([1, 2, 3, 4, 5])
    const [first] = counted
    expect(first?.endsAt).toBeGreaterThan(now() + 50_000)
    expect(new Set(counted.map(({ endsAt }) => endsAt)).size).toBe(1)
    expect(await limits.count({ ...call, name: 'codes other' })).toMatchObject({ count: 1 })
    temp.clock.shift = 60_001
    expect(await limits.count(call)).toMatchObject({ count: 1 })
  })

  it('tell a node what the others used in the last second, and forget who is silent', async () => {
    const { limits } = temp.store
    expect(await limits.share(use('one', ['key_a', 30], ['key_b', 5]))).toEqual([])
    await limits.share(use('two', ['key_a', 10]))
    await limits.share(use('two', ['key_a', 20]))
    const heard = await limits.share(use('three'))
    expect(heard.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'key_a', count: 50, nodes: 2 },
      { name: 'key_b', count: 5, nodes: 1 },
    ])
    expect(await limits.share({ ...use('four'), workspaceId: 'wsp_two' })).toEqual([])
    temp.clock.shift = 3000
    expect(await limits.share(use('three'))).toEqual([])
  })

  it('drop what is over', async () => {
    const { limits } = temp.store
    await limits.count(call)
    temp.clock.shift = 121_000
    await limits.purge()
    temp.clock.shift = 0
    expect(await limits.count(call)).toMatchObject({ count: 1 })
  })
})
