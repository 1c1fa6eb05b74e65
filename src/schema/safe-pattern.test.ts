import { describe, expect, it } from 'vitest'
import { safePattern } from './safe-pattern.ts'

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
