import { describe, expect, it } from 'vitest'
import { fillPhrase } from './phrase.ts'

const ENTRIES = { one: '{count} entry', other: '{count} entries' }
const POLISH = { one: '{count} wpis', few: '{count} wpisy', many: '{count} wpisów', other: '{count} wpisu' }

describe('fillPhrase', () => {
  it('fills in places by name and leaves unknown ones', () => {
    expect(fillPhrase('{a} and {b} and {c}', { a: 'x', b: 1 }, 'en')).toBe('x and 1 and {c}')
  })

  it('puts in what looks like a place or a pattern as it is', () => {
    expect(fillPhrase('Use {label}', { label: '{label} $& $1' }, 'en')).toBe('Use {label} $& $1')
  })

  it.each([
    ['en', ENTRIES, 0, '0 entries'],
    ['en', ENTRIES, 1, '1 entry'],
    ['pl', POLISH, 3, '3 wpisy'],
    ['pl', POLISH, 5, '5 wpisów'],
    ['pl', POLISH, 22, '22 wpisy'],
  ] as const)('picks the plural form of %s', (locale, phrase, count, words) => {
    expect(fillPhrase(phrase, { count }, locale)).toBe(words)
  })

  it('falls back to the form that every language has', () => {
    expect(fillPhrase(ENTRIES, { count: 3 }, 'pl')).toBe('3 entries')
  })

  it('writes numbers as the language does, and texts as they are', () => {
    expect(fillPhrase('{n}', { n: 12_345.5 }, 'de')).toBe('12.345,5')
    expect(fillPhrase('{n}', { n: 12_345.5 }, 'en')).toBe('12,345.5')
    expect(fillPhrase('{n}', { n: '12345.5' }, 'de')).toBe('12345.5')
  })
})
