import { describe, expect, it } from 'vitest'
import { makeWindowLimit } from './window-limit.ts'

describe('makeWindowLimit', () => {
  it('refuses the call after the last allowed one, and says when to come back', () => {
    const limit = makeWindowLimit(60_000, () => 1000)
    limit('a', 2)
    limit('a', 2)
    expect(() => limit('a', 2)).toThrow(expect.objectContaining({ code: 'rate_limited', retryAfter: 60 }))
  })

  it('counts each key by itself', () => {
    const limit = makeWindowLimit(60_000, () => 1000)
    limit('a', 1)
    expect(() => limit('b', 1)).not.toThrow()
  })

  it('starts over when the window has ended', () => {
    let now = 0
    const limit = makeWindowLimit(1000, () => now)
    limit('a', 1)
    now = 1000
    expect(() => limit('a', 1)).not.toThrow()
  })

  it('forgets keys rather than grow without end', () => {
    const limit = makeWindowLimit(60_000, () => 1000)
    limit('first', 1)
    for (let i = 0; i < 10_000; i++) limit(`key ${i}`, 1)
    expect(() => limit('first', 1)).not.toThrow()
  })
})
