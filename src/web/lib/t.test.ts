import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '#shared/errors/catalogue.ts'
import type { Phrase } from '#shared/phrase.ts'
import { ENGLISH_ERRORS } from './error-messages.ts'
import { ENGLISH } from './messages.ts'
import { t, tCount } from './t.ts'
import { ADMINISTRATION_WORDS } from './words-administration.ts'
import { SIGN_IN_WORDS } from './words-sign-in.ts'
import { STUDIO_WORDS } from './words-studio.ts'

/** Every form of every phrase. */
const textsOf = (set: Readonly<Record<string, Phrase>>) =>
  Object.values(set).flatMap(phrase => (typeof phrase === 'string' ? [phrase] : Object.values(phrase)))

const SETS = [ENGLISH, SIGN_IN_WORDS, STUDIO_WORDS, ADMINISTRATION_WORDS, ENGLISH_ERRORS]

describe('the words of the page', () => {
  it('fills in places by name', () => {
    expect(t('addLogin', { name: 'Gmail-1' })).toBe('Add Gmail-1 login')
  })

  it('picks the form for one and for many', () => {
    expect(tCount('entries', 1)).toBe('1 entry')
    expect(tCount('entries', 0)).toBe('0 entries')
  })

  it('never begs, cheers or shouts', () => {
    for (const words of SETS.flatMap(textsOf)) {
      expect(words).not.toMatch(/\b(please|oops|invalid)\b|!/i)
    }
  })

  it('has one meaning for each key, whichever page brings it', () => {
    const keys = [ENGLISH, SIGN_IN_WORDS, STUDIO_WORDS, ADMINISTRATION_WORDS].flatMap(Object.keys)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  })

  it('has a heading for every failure and none besides', () => {
    expect(Object.keys(ENGLISH_ERRORS).sort()).toEqual(Object.keys(CATALOGUE).sort())
  })
})
