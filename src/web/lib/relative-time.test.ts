import { afterEach, describe, expect, it } from 'vitest'
import { changeSpeech } from './locale.ts'
import { beginning, relativeTime } from './relative-time.ts'

const NOW = new Date(2026, 10, 21, 14, 0, 0).getTime()
const timeAgo = (ms: number) => new Date(NOW - ms).toISOString()
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('relativeTime', () => {
  afterEach(() => changeSpeech({ locale: 'en', words: 'en' }))

  it.each([
    ['en-GB', '18 Nov'],
    ['de-AT', '18. Nov.'],
  ])('writes dates as in %s', (words, date) => {
    changeSpeech({ locale: words, words })
    expect(relativeTime(timeAgo(72 * HOUR), NOW)).toBe(date)
  })

  it.each([
    [0, 'just now'],
    [59_999, 'just now'],
    [MINUTE, '1 min ago'],
    [59 * MINUTE, '59 min ago'],
    [HOUR, '1 h ago'],
    [23 * HOUR + 59 * MINUTE, '23 h ago'],
    [25 * HOUR, 'yesterday'],
    [72 * HOUR, 'Nov 18'],
    [400 * 24 * HOUR, 'Oct 17, 2025'],
  ])('says %i ms ago as "%s"', (ms, words) => {
    expect(relativeTime(timeAgo(ms), NOW)).toBe(words)
  })

  it.each([
    [5 * MINUTE, 'in 5 min'],
    [3 * HOUR, 'in 3 h'],
    [48 * HOUR, 'Nov 23'],
  ])('says %i ms ahead as "%s"', (ms, words) => {
    expect(relativeTime(timeAgo(-ms), NOW)).toBe(words)
  })

  it.each([
    [5 * HOUR, '9:00 AM'],
    [15 * HOUR, 'yesterday'],
    [72 * HOUR, 'Nov 18'],
  ])('says that something began %i ms ago as "%s"', (ms, words) => {
    expect(beginning(timeAgo(ms), NOW)).toBe(words)
  })

  it('says nothing about a text that is no time', () => {
    expect(relativeTime('soon', NOW)).toBe('')
  })
})
