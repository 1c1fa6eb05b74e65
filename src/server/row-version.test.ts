import { describe, expect, it } from 'vitest'
import { etagOf, readIfMatch, requireIfMatch } from './row-version.ts'

describe('row versions', () => {
  it('travel as an entity tag and back', () => {
    expect(readIfMatch(etagOf(7))).toBe(7)
  })

  it.each(['7', 'W/"7"', '*', '"x"', ''])('are not read from %s', header => {
    expect(() => readIfMatch(header)).toThrow(expect.objectContaining({ code: 'bad_request' }))
  })

  it('may be left out only where they are not needed', () => {
    expect(readIfMatch(undefined)).toBeUndefined()
    expect(() => requireIfMatch(undefined)).toThrow(expect.objectContaining({ code: 'precondition_required' }))
  })
})
