import { describe, expect, it } from 'vitest'
import { newPace, slowDown, speedUp, takePlace } from './pace.ts'

const LIMIT = 50

/** A server that takes 50 in any second, asked as fast as the pace allows; a refusal is followed by a pause of a second. */
function ask(seconds: number, leastMs: number) {
  const pace = newPace()
  const taken: number[] = []
  let refused = 0
  for (let now = 0; now < seconds * 1_000; now += leastMs) {
    now += takePlace(pace, now)
    if (taken.filter(at => now - at < 1_000).length < LIMIT) {
      taken.push(now)
      speedUp(pace)
    } else {
      refused++
      slowDown(pace, now)
      now += 1_000
    }
  }
  return { rate: taken.length / seconds, refused }
}

describe('pace', () => {
  it('R-5 learns from a few refusals how many a host takes in a second, and keeps just below', () => {
    const { rate, refused } = ask(60, 5)
    expect(rate).toBeGreaterThan(0.85 * LIMIT)
    expect(rate).toBeLessThanOrEqual(LIMIT)
    expect(refused).toBeLessThan(20)
  })

  it('delays nothing while nobody refuses, and nothing after a refusal of one of few', () => {
    const pace = newPace()
    expect([0, 1, 2, 3].map(now => takePlace(pace, now))).toEqual([0, 0, 0, 0])
    slowDown(pace, 4)
    expect([4, 5].map(now => takePlace(pace, now))).toEqual([0, 0])
  })

  it('waits for no time that is over when the clock is put back', () => {
    const pace = newPace()
    takePlace(pace, 3_600_000)
    expect(takePlace(pace, 0)).toBe(0)
  })

  it('forgets a refusal in the end', () => {
    const pace = newPace()
    for (let n = 0; n < 40; n++) takePlace(pace, n)
    for (let n = 0; n < 4; n++) slowDown(pace, 40 + n)
    expect(pace.spacing).toBeCloseTo(27.5)
    for (let n = 0; n < 20_000; n++) speedUp(pace)
    expect(pace.spacing).toBe(0)
  })
})
