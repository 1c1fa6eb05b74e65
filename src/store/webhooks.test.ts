import { afterEach, beforeEach, expect, it } from 'vitest'
import { webhookRow } from './fixtures/rows.ts'
import { describeOnBoth, type TempStore } from './fixtures/temp-store.ts'
import type { WebhookRow } from './webhook-types.ts'

const HOUR = 3_600_000

describeOnBoth('webhooks', open => {
  let temp: TempStore
  beforeEach(async () => {
    temp = await open()
  })
  afterEach(() => temp.close())

  const insert = (...rows: WebhookRow[]) => Promise.all(rows.map(row => temp.store.webhooks.insert(row)))
  const tell = (id: string, type = 'login.failing', workspaceId = 'wsp_one') =>
    temp.store.webhooks.tell({ id, workspaceId, type, body: '{}' })
  const take = (id: string, limit = 8) => temp.store.webhooks.take(id, { limit, forMs: HOUR })

  it('are told of an event where they are on, want it and are of its workspace', async () => {
    await insert(
      webhookRow('whk_a'),
      webhookRow('whk_b', { events: ['login.recovered'] }),
      webhookRow('whk_c', { offAt: 1, offReason: 'person' }),
      webhookRow('whk_d', { workspaceId: 'wsp_two' }),
      webhookRow('whk_e', { events: ['login.recovered', 'login.failing'] }),
    )
    await tell('evt_1')
    const taken = await Promise.all(['whk_a', 'whk_b', 'whk_c', 'whk_d', 'whk_e'].map(id => take(id)))
    expect(taken.map(rows => rows.map(row => row.eventId))).toEqual([['evt_1'], [], [], [], ['evt_1']])
  })

  it('are not told of a change that is taken back', async () => {
    await insert(webhookRow('whk_a'))
    const broken = temp.store.transaction(async tx => {
      await tx.webhooks.tell({ id: 'evt_1', workspaceId: 'wsp_one', type: 'login.failing', body: '{}' })
      throw new RangeError('no')
    })
    await expect(broken).rejects.toThrow(RangeError)
    expect(await take('whk_a')).toEqual([])
  })

  it('give each event to one at a time, and to the next when nothing came of it', async () => {
    await insert(webhookRow('whk_a'))
    for (const id of ['evt_1', 'evt_2', 'evt_3']) await tell(id)
    const both = (await Promise.all([take('whk_a', 2), take('whk_a', 2)])).flat()
    expect(new Set(both.map(row => row.eventId)).size).toBe(both.length)
    temp.clock.shift = HOUR + 1
    expect((await take('whk_a')).map(row => row.eventId)).toEqual(expect.arrayContaining(['evt_1', 'evt_2', 'evt_3']))
  })

  it('take the result of the last who tried, not of one who came late', async () => {
    await insert(webhookRow('whk_a'))
    await tell('evt_1')
    const [late] = await take('whk_a')
    temp.clock.shift = HOUR + 1
    const [next] = await take('whk_a')
    if (!late || !next) throw new Error('nothing was due')
    expect(await temp.store.webhooks.finish(next, { state: 'delivered', answer: 'http-200' })).toBe(true)
    expect(await temp.store.webhooks.finish(late, { state: 'waiting', answer: 'timed-out', inMs: 5 })).toBe(false)
    expect(await temp.store.webhooks.deliveries('whk_a', 5)).toMatchObject([{ state: 'delivered', tries: 1 }])
    temp.clock.shift += HOUR
    expect(await take('whk_a')).toEqual([])
    expect(await temp.store.webhooks.sendAgain({ webhookId: 'whk_a', eventId: 'evt_1' })).toBe(true)
    expect(await take('whk_a')).toHaveLength(1)
  })

  it('remember since when nothing came through', async () => {
    await insert(webhookRow('whk_a'))
    const first = await temp.store.webhooks.noteAnswer('whk_a', false)
    temp.clock.shift = HOUR
    expect((await temp.store.webhooks.noteAnswer('whk_a', false))?.failingSince).toBe(first?.failingSince)
    const well = await temp.store.webhooks.noteAnswer('whk_a', true)
    expect(well).toMatchObject({ failingSince: null, lastOkAt: expect.any(Number) })
  })

  it('replace their keys from the version that was read', async () => {
    await insert(webhookRow('whk_a'))
    const keys = { keys: Uint8Array.of(2), oldKeyUntil: 5 }
    expect(await temp.store.webhooks.replaceKeys('whk_a', 1, keys)).toMatchObject({ ...keys, keysVersion: 2 })
    expect(await temp.store.webhooks.replaceKeys('whk_a', 1, keys)).toBeNull()
  })

  it('go with what they were still to be told, and events go with their age', async () => {
    await insert(webhookRow('whk_a'), webhookRow('whk_b'))
    await tell('evt_1')
    expect(await temp.store.webhooks.remove('whk_a')).toBe(true)
    expect(await temp.store.webhooks.deliveries('whk_a', 5)).toEqual([])
    expect(await temp.store.webhooks.purge(temp.store.now() - HOUR)).toBe(0)
    temp.clock.shift = 2 * HOUR
    expect(await temp.store.webhooks.purge(temp.store.now() - HOUR)).toBe(1)
    expect((await temp.store.webhooks.list('wsp_one')).map(row => row.id)).toEqual(['whk_b'])
  })
})
