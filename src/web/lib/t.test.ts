import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '#shared/errors/catalogue.ts'
import { ENGLISH_ERRORS } from './error-messages.ts'
import { ENGLISH } from './messages.ts'
import { t, tCount } from './t.ts'

describe('the words of the page', () => {
  it('fills in places by name', () => {
    expect(t('addLogin', { name: 'Gmail-1' })).toBe('Add Gmail-1 login')
  })

  it('picks the form for one and for many', () => {
    expect(tCount('logins', 1)).toBe('1 login')
    expect(tCount('logins', 0)).toBe('0 logins')
  })

  it('never begs, cheers or shouts', () => {
    for (const words of [...Object.values(ENGLISH), ...Object.values(ENGLISH_ERRORS)]) {
      expect(words).not.toMatch(/\b(please|oops|invalid)\b|!/i)
    }
  })

  it('has a heading for every failure and none besides', () => {
    expect(Object.keys(ENGLISH_ERRORS).sort()).toEqual(Object.keys(CATALOGUE).sort())
  })
})
