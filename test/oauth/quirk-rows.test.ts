import { describe, expect, it } from 'vitest'
import { EXT_KEYS } from '#oauth/ext-keys.ts'
import { buildDocument } from '../../score/lab/oauth/build-document.ts'
import { readConformanceRows } from '../../score/lab/oauth/conformance-rows.ts'
import { pickCombinations } from '../../score/lab/oauth/pick-combinations.ts'
import { KEYS_WITHOUT_QUIRK, QUIRK_ROWS } from '../../score/lab/oauth/quirk-rows.ts'
import { ALL_SWITCHES } from '../faulty-provider/switches.ts'

/** Answers that have to be refused: bad-answers, conformance and the attacks in the browser turn these. */
const FAULTS = [
  ...['iss_wrong', 'iss_twice', 'error_markup', 'promises_iss', 'userinfo_changes'],
  ...['html', 'xml', 'empty', 'huge', 'gzip_bomb', 'slow', 'redirect_307', 'error_in_200', 'status_429', 'status_503'],
  ...['revoke_503', 'drop_after_commit', 'invalid_grant_once', 'revoked'],
]
const ORIGIN = 'http://127.0.0.1:1'

describe('the rows of C-2', () => {
  it('have a name each, and keys that the engine knows', () => {
    expect(new Set(QUIRK_ROWS.map(row => row.name)).size).toBe(QUIRK_ROWS.length)
    const keys = QUIRK_ROWS.flatMap(row => Object.keys(row.keys?.(ORIGIN) ?? {}))
    const fields = keys.filter(key => key.startsWith('oauth2_'))
    expect(keys.filter(key => !EXT_KEYS.has(key) && !fields.includes(key))).toEqual([])
    expect([...KEYS_WITHOUT_QUIRK.keys()].filter(key => !EXT_KEYS.has(key) || keys.includes(key))).toEqual([])
  })

  it('turn every switch that is a quirk', () => {
    const turned = new Set(QUIRK_ROWS.flatMap(row => row.switches))
    expect(ALL_SWITCHES.filter(name => !turned.has(name)).toSorted()).toEqual(FAULTS.toSorted())
  })

  it('are mixed the same way for the same seed, and only where they can meet', () => {
    const mixes = pickCombinations(QUIRK_ROWS, 50, 'a')
    expect(mixes).toEqual(pickCombinations(QUIRK_ROWS, 50, 'a'))
    expect(mixes).not.toEqual(pickCombinations(QUIRK_ROWS, 50, 'b'))
    expect(mixes).toHaveLength(50)
    for (const mix of mixes) {
      const taken = mix.flatMap(row => row.takes)
      expect(new Set(taken).size).toBe(taken.length)
      expect(mix.length).toBeGreaterThan(1)
      expect(mix.length).toBeLessThan(5)
    }
  })

  it('come together in one config, without the key that is left out', () => {
    const rows = QUIRK_ROWS.filter(row => ['a header that has to be there', 'no PKCE'].includes(row.name))
    const [first] = rows
    if (!first) throw new Error('the row is gone')
    const whole = buildDocument(ORIGIN, rows)
    expect(whole).toMatchObject({ oauth2_token_headers: ['{"Depot-Version":"2026-01"}'], oauth2_ext: { pkce: 'off' } })
    const less = buildDocument(ORIGIN, rows, { row: first, key: 'oauth2_token_headers' })
    expect(less['oauth2_token_headers']).toBeUndefined()
    expect(less['oauth2_refresh_headers']).toEqual(whole['oauth2_refresh_headers'])
  })
})

describe('the checklist', () => {
  it('is read whole, each row once', async () => {
    const rows = await readConformanceRows(new URL('../..', import.meta.url).pathname)
    expect(rows.length).toBeGreaterThan(60)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    expect(rows.filter(({ isLast }) => isLast)).toHaveLength(7)
    expect(rows.every(({ duty }) => duty.length > 5)).toBe(true)
  })
})
