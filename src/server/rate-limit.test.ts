import { describe, expect, it } from 'vitest'
import { makeRateLimit } from './rate-limit.ts'

describe('makeRateLimit', () => {
  it('refuses the call after the last allowed one, and says when to come back', () => {
    const limit = makeRateLimit(2, 60_000, () => 1000)
    limit('a')
    limit('a')
    expect(() => limit('a')).toThrow(expect.objectContaining({ code: 'rate_limited', retryAfter: 60 }))
  })

  it('counts each key by itself', () => {
    const limit = makeRateLimit(1, 60_000, () => 1000)
    limit('a')
    expect(() => limit('b')).not.toThrow()
  })

  it('starts over when the window has ended', () => {
    let now = 0
    const limit = makeRateLimit(1, 1000, () => now)
    limit('a')
    now = 1000
    expect(() => limit('a')).not.toThrow()
  })

  it('forgets keys rather than grow without end', () => {
    const limit = makeRateLimit(1, 60_000, () => 1000)
    limit('first')
    for (let i = 0; i < 10_000; i++) limit(`key ${i}`)
    expect(() => limit('first')).not.toThrow()
  })
})
