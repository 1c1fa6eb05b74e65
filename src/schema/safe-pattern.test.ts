import { describe, expect, it } from 'vitest'
import { isRisky, safePattern } from './safe-pattern.ts'

describe('patterns that may take exponential time', () => {
  it.each([
    '(a+)+',
    '^(a+)+$',
    '(a*)*b',
    '([a-z]+)*x',
    '(a|ab)*c',
    '(\\d+)+',
    '((a+)b?)+',
    '(.+\\.)+',
    '(a{1,}){2,}',
    '(?:\\w+\\s?)*',
  ])('%s is one of them', pattern => expect(isRisky(pattern)).toBe(true))

  it.each([
    '^a+$',
    '(abc)+',
    '(?:[a-z0-9-]+\\.)+[a-z]{2,}',
    '^[a-z-]+(\\.[a-z]+)*$',
    '(ab|cd)+',
    '(a+)',
    '^\\S+$',
    '([a-z]+,)*',
    '(\\/[^/]+)*',
  ])('%s is none of them', pattern => expect(isRisky(pattern)).toBe(false))
})

describe('patterns that do not compile', () => {
  it.each([
    ['\\-\\_\\@', '-_@'],
    ['[\\w\\-\\.]+', '[\\w\\-\\.]+'],
    ['a{', 'a\\{'],
    ['}', '\\}'],
    ['^\\d{2}\\:[0-9]{1,3}$', '^\\d{2}:[0-9]{1,3}$'],
  ])('%s is mended', (pattern, mended) => {
    expect(safePattern(pattern).pattern).toBe(mended)
    expect(() => new RegExp(mended, 'u')).not.toThrow()
  })

  it.each(['(', '(?<n', '[z-a]', '\\p{Nope}'])('%s is given up', pattern => {
    expect(safePattern(pattern)).toEqual({ pattern: undefined, repaired: false, risky: false })
  })
})
