import { describe, expect, it } from 'vitest'
import { matchesQuery, nearestWord } from './match-text.ts'

describe('matchesQuery', () => {
  it('takes every word, in any order, without regard to case and accents', () => {
    expect(matchesQuery('CAFE wind', ['Windchill', 'Café'])).toBe(true)
    expect(matchesQuery('wind jira', ['Windchill'])).toBe(false)
  })

  it('lets an empty query match everything', () => {
    expect(matchesQuery('', ['Windchill'])).toBe(true)
  })
})

describe('nearestWord', () => {
  it('finds the word that is two changes away', () => {
    expect(nearestWord('windchil', ['Gmail', 'Windchill'])).toBe('Windchill')
    expect(nearestWord('widnchill', ['Gmail', 'Windchill'])).toBe('Windchill')
  })

  it('offers nothing for a short or a strange query', () => {
    expect(nearestWord('wi', ['Windchill'])).toBeUndefined()
    expect(nearestWord('salesforce', ['Windchill'])).toBeUndefined()
  })
})
