import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeAfterPaint } from './after-paint.ts'

/** Callbacks of frames that were asked for. */
const frames: (() => void)[] = []

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  frames.length = 0
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('work after the next frame', () => {
  it('is done once after that frame, however often it was asked for', () => {
    const work = vi.fn()
    const after = makeAfterPaint(work)
    after.ask()
    after.ask()
    expect(frames).toHaveLength(1)
    frames[0]?.()
    expect(work).not.toHaveBeenCalled()
    vi.runAllTimers()
    expect(work).toHaveBeenCalledTimes(1)
    after.ask()
    expect(frames).toHaveLength(2)
  })

  it('is done at once when that is wished, and not again', () => {
    const work = vi.fn()
    const after = makeAfterPaint(work)
    after.now()
    expect(work).not.toHaveBeenCalled()
    after.ask()
    after.now()
    vi.runAllTimers()
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('is done in a page that nobody sees, which draws no frame', () => {
    const work = vi.fn()
    makeAfterPaint(work).ask()
    vi.runAllTimers()
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('is left undone when it was called off', () => {
    const work = vi.fn()
    const after = makeAfterPaint(work)
    after.ask()
    after.cancel()
    vi.runAllTimers()
    expect(work).not.toHaveBeenCalled()
  })
})
