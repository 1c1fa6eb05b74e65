import { describe, expect, it } from 'vitest'
import type { RawAnswer } from '#oauth/oauth-request.ts'
import type { Limits } from '#oauth/types.ts'
import type { AppContext } from '../context.ts'
import { throughGate } from './host-gate.ts'

const HOUR = 3_600_000
const NONE: Limits = { concurrent: 4, perMinute: null, per10Minutes: null }
const answer = (status: number, headers = {}): RawAnswer => ({
  status,
  headers,
  bytes: new Uint8Array(),
  receivedAt: 0,
})

function world() {
  const clock = { at: 1_000_000 }
  const context = { clock: { now: () => clock.at } } as unknown as AppContext
  const ask = (send: () => Promise<RawAnswer>, limits = NONE, host = 'a.example') =>
    throughGate(context, { host, limits }, send)
  return { clock, ask, status: (status: number, headers = {}) => ask(async () => answer(status, headers)) }
}

const PAUSED = expect.objectContaining({ code: 'temporarily_unavailable', meta: { cause: 'host_paused', sent: false } })

describe('throughGate', () => {
  it('lets no more through at once than the limit says, and everybody in the end', async () => {
    const { ask } = world()
    let running = 0
    let most = 0
    const send = async () => {
      running++
      most = Math.max(most, running)
      await new Promise(resolve => setImmediate(resolve))
      running--
      return answer(200)
    }
    const all = await Promise.all(Array.from({ length: 50 }, () => ask(send, { ...NONE, concurrent: 3 })))
    expect([all.length, most, running]).toEqual([50, 3, 0])
  })

  it('counts each host by itself', async () => {
    const { ask, status } = world()
    for (let i = 0; i < 5; i++) await status(503)
    await expect(status(200)).rejects.toEqual(PAUSED)
    expect((await ask(async () => answer(200), NONE, 'b.example')).status).toBe(200)
  })

  it('leaves a host alone after five failures in a row, longer each time, until it answers again', async () => {
    const { clock, ask, status } = world()
    for (let i = 0; i < 4; i++) await status(500)
    await expect(ask(() => Promise.reject(new TypeError('reset')))).rejects.toThrow('reset')
    await expect(status(200)).rejects.toMatchObject({ retryAfter: 5 })
    clock.at += 5_000
    await status(500)
    await expect(status(200)).rejects.toMatchObject({ retryAfter: 10 })
    clock.at += 10_000
    await status(200)
    await status(500)
    expect((await status(200)).status).toBe(200)
  })

  it('R-6 leaves it alone for half a minute at most, until that is little beside the time it failed', async () => {
    const { clock, status } = world()
    const pauseAfter = async (ms: number) => {
      clock.at += ms
      await status(503)
      const { retryAfter } = await status(200).catch(error => error)
      clock.at += retryAfter * 1_000
      return retryAfter
    }
    for (let i = 0; i < 5; i++) await status(503)
    clock.at += 5_000
    for (let i = 0; i < 10; i++) await pauseAfter(0)
    expect(await pauseAfter(0)).toBe(30)
    expect(await pauseAfter(HOUR)).toBeGreaterThanOrEqual(60)
    expect(await pauseAfter(0)).toBeLessThanOrEqual(75)
    expect(await pauseAfter(24 * HOUR)).toBe(300)
  })

  it('takes a refused token for an answer, not for a failure', async () => {
    const { status } = world()
    for (let i = 0; i < 20; i++) await status(400)
    expect((await status(200)).status).toBe(200)
  })

  it('waits as long as a host asks, but never longer than a quarter of an hour', async () => {
    const { clock, status } = world()
    await status(429, { 'retry-after': '30' })
    await expect(status(200)).rejects.toMatchObject({ retryAfter: 30 })
    clock.at += 30_000
    await status(429, { 'retry-after': '999999' })
    await expect(status(200)).rejects.toMatchObject({ retryAfter: 900 })
  })

  it('sends no more in a minute, or in ten, than the limits say', async () => {
    const { clock, ask } = world()
    const limits = { concurrent: 4, perMinute: 2, per10Minutes: 3 }
    const send = async () => answer(200)
    await ask(send, limits)
    clock.at += 1_000
    await ask(send, limits)
    await expect(ask(send, limits)).rejects.toMatchObject({ retryAfter: 59 })
    clock.at += 59_000
    await ask(send, limits)
    clock.at += 60_000
    await expect(ask(send, limits)).rejects.toMatchObject({ retryAfter: 480 })
    clock.at += 480_000
    expect((await ask(send, limits)).status).toBe(200)
  })
})
