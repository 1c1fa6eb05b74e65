import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { config } from './fixtures/depot.ts'
import { refreshDue } from './refresh-due.ts'
import type { TokenSet } from './token-set.ts'

const base: TokenSet = { accessToken: 'a', refreshToken: 'r', tokenType: 'bearer', issuedAt: 0, kept: {}, callback: {} }

/** Seconds before its end at which a token of that life becomes due. */
function dueBefore(life: number, minTtl = 0, ext: JsonObject = {}): number {
  const made = config({ oauth2_ext: ext })
  const tokens = { ...base, expiresAt: life * 1000 }
  for (let left = life; left >= 0; left--) {
    if (refreshDue(made, tokens, (life - left) * 1000, minTtl)) return left
  }
  return -1
}

describe('refreshDue', () => {
  it.each([
    [3600, 300],
    [1200, 120],
    [300, 60],
    [100_000, 300],
  ])('is due for a life of %i s when %i s are left: 10 %%, at least 60 s, at most 5 minutes', (life, left) => {
    expect(dueBefore(life)).toBe(left)
  })

  it('is due earlier for a caller who needs longer', () => {
    expect(dueBefore(3600, 900)).toBe(900)
  })

  it('lets a token live half its life when it never lives as long as asked', () => {
    expect(dueBefore(30, 60)).toBe(15)
    expect(dueBefore(600, 900)).toBe(300)
  })

  it('follows refresh_early_seconds alone, because such servers refuse earlier requests', () => {
    expect(dueBefore(600, 60, { refresh_early_seconds: 30 })).toBe(30)
  })

  it('is due once a day when the expiry is unknown', () => {
    const made = config()
    expect(refreshDue(made, base, 86_399_999, 60)).toBe(false)
    expect(refreshDue(made, base, 86_400_000, 60)).toBe(true)
  })

  it('is never due when nothing can be refreshed', () => {
    const { refreshToken: _gone, ...alone } = base
    expect(refreshDue(config(), { ...alone, expiresAt: 1 }, 10, 60)).toBe(false)
    expect(refreshDue(config({ oauth2_ext: { refresh: 'none' } }), { ...base, expiresAt: 1 }, 10, 60)).toBe(false)
  })
})
