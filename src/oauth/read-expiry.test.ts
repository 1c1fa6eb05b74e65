import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '#shared/json.ts'
import { config } from './fixtures/depot.ts'
import { readExpiry } from './read-expiry.ts'

const NOW = 1_800_000_000_000
const HOUR = 3_600_000

const at = (answer: JsonObject, ext: JsonObject = {}, accessToken = 'opaque') =>
  readExpiry(config({ oauth2_ext: ext }), answer, { accessToken, receivedAt: NOW })

describe('readExpiry', () => {
  it.each<[Json, number]>([
    [3600, HOUR],
    ['3600', HOUR],
    [3600.9, HOUR],
    ['3600.5', HOUR],
    ['0:01:00', HOUR],
    ['1:00:00', 24 * HOUR],
    [315_360_000, 315_360_000_000],
  ])('6749-6: reads expires_in %j', (value, life) => {
    expect(at({ expires_in: value })).toEqual({ expiresAt: NOW + life })
  })

  it.each<[Json]>([[0], ['0'], [-1], ['soon'], ['NaN'], [1e12], ['9'.repeat(400)], [true], [{}], [[3600]]])(
    '6749-6: takes expires_in %j as unknown, with a note',
    value => {
      const { expiresAt, note } = at({ expires_in: value })
      expect(expiresAt).toBeUndefined()
      expect(note).toContain('cannot be read')
    },
  )

  it.each<JsonObject>([{}, { expires_in: null }, { expires_in: '' }])('takes %j as unknown, without a note', answer => {
    expect(at(answer)).toEqual({})
  })

  it.each<[Json]>([
    [NOW / 1000 + 3600],
    [String(NOW / 1000 + 3600)],
    [NOW + HOUR],
    [new Date(NOW + HOUR).toISOString()],
    [new Date(NOW + HOUR).toISOString().replace('Z', '')],
    [3600],
  ])('6749-6: reads expires_at %j: seconds, milliseconds, ISO 8601, or a life', value => {
    expect(at({ expires_at: value })).toEqual({ expiresAt: NOW + HOUR })
    expect(at({ expires: value })).toEqual({ expiresAt: NOW + HOUR })
  })

  it('6749-6: gives a whole moment within ten years or none at all, whatever the answer says', () => {
    const rules = config()
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 2 }),
        fc.constantFrom('expires_in', 'expires_at', 'expires'),
        (value, name) => {
          const { expiresAt } = readExpiry(rules, { [name]: value as Json }, { accessToken: 'opaque', receivedAt: NOW })
          if (expiresAt === undefined) return
          expect(Number.isInteger(expiresAt)).toBe(true)
          expect(expiresAt).toBeGreaterThan(NOW)
          expect(expiresAt).toBeLessThanOrEqual(NOW + 10 * 366 * 24 * HOUR)
        },
      ),
      { seed: 6749, numRuns: 1000 },
    )
  })

  it('takes a point in time that is over, or no date at all, as unknown', () => {
    for (const value of [NOW - 1, '2001-01-01T00:00:00Z', 'May 2099', 'Monday']) {
      expect(at({ expires_at: value }).expiresAt).toBeUndefined()
    }
  })

  it('reads milliseconds where the config says so', () => {
    expect(at({ expires_in: 60_000 }, { expires_in_unit: 'ms' })).toEqual({ expiresAt: NOW + 60_000 })
  })

  it('falls back to default_expires_in, then to the exp of a JWT', () => {
    const jwt = `x.${Buffer.from(JSON.stringify({ exp: (NOW + HOUR) / 1000 })).toString('base64url')}.y`
    expect(at({}, {}, jwt)).toEqual({ expiresAt: NOW + HOUR })
    expect(at({}, { default_expires_in: 60 }, jwt)).toEqual({ expiresAt: NOW + 60_000 })
    expect(at({}, {}, 'a.b.c')).toEqual({})
  })
})
