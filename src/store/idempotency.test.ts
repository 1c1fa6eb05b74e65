import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeOnBoth, type TempStore } from './fixtures/temp-store.ts'

let temp: TempStore
const prepare = (open: () => Promise<TempStore>) => {
  beforeEach(async () => {
    temp = await open()
  })
  afterEach(() => temp.close())
}

describeOnBoth('idempotency', open => {
  prepare(open)

  const key = { workspaceId: 'wsp_one', userId: 'usr_one', key: 'k1' }

  it('lets one of two equal requests through and keeps its answer for the other', async () => {
    const { idempotency } = temp.store
    const both = await Promise.all([idempotency.claim(key, 'h1'), idempotency.claim(key, 'h1')])
    expect(both.map(claim => claim.state).toSorted()).toEqual(['new', 'running'])
    await idempotency.keep(key, '{"id":"con_a"}')
    expect(await idempotency.claim(key, 'h2')).toEqual({ state: 'done', requestHash: 'h1', answer: '{"id":"con_a"}' })
    expect(await idempotency.claim({ ...key, userId: 'usr_two' }, 'h1')).toEqual({ state: 'new' })
  })

  it('may be used again after a failure, after a crash, and when it is old', async () => {
    const { idempotency, now } = temp.store
    await idempotency.claim(key, 'h1')
    await idempotency.drop(key)
    expect(await idempotency.claim(key, 'h2')).toEqual({ state: 'new' })
    temp.clock.shift = 601_000
    expect(await idempotency.claim(key, 'h3')).toEqual({ state: 'new' })
    await idempotency.keep(key, '1')
    temp.clock.shift = 1_300_000
    expect(await idempotency.claim(key, 'h3')).toMatchObject({ state: 'done' })
    expect(await idempotency.purge(now())).toBe(1)
    expect(await idempotency.claim(key, 'h3')).toEqual({ state: 'new' })
  })
})
