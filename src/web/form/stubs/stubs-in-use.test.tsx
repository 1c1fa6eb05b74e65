import { deepEquals } from '@rjsf/utils'
import { describe, expect, it } from 'vitest'

describe('the tests that draw forms', () => {
  it('draw them with the stand-ins that the page has', () => {
    // Where the stand-in differs from RJSF's own comparison.
    expect(deepEquals(new Date(0), new Date(0))).toBe(false)
  })
})
