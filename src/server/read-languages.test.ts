import { describe, expect, it } from 'vitest'
import { readLanguages } from './read-languages.ts'

describe('readLanguages', () => {
  it.each([
    ['en-US', ['en-US']],
    ['en-US,en;q=0.9', ['en-US', 'en']],
    ['en;q=0.3, de-AT;q=0.8 , de', ['de', 'de-AT', 'en']],
    ['fr, de;q=0', ['fr']],
    ['*, "><script>, de;q=x, it;q=0.5', ['it']],
    ['', []],
  ])('reads %j', (header, languages) => {
    expect(readLanguages(header)).toEqual(languages)
  })

  it('has no language without a header', () => {
    expect(readLanguages(undefined)).toEqual([])
  })
})
