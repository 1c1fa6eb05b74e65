import { describe, expect, it } from 'vitest'
import { ownWord } from '#schema/own-words.ts'
import { ENGLISH_PROBLEMS } from '#schema/problem-words.ts'
import type { Phrase } from '#shared/phrase.ts'
import { PASTE_INVITE_WORDS } from '../form/paste/paste-invite-words.ts'
import { PASTE_WORDS } from '../form/paste/paste-words.ts'
import { FORM_WORDS } from '../form/words.ts'
import { DICTIONARIES } from '../languages.ts'
import { ENGLISH_ERRORS } from '../lib/error-messages.ts'
import { LANGUAGES } from '../lib/language.ts'
import { ENGLISH } from '../lib/messages.ts'
import { ADMINISTRATION_WORDS } from '../lib/words-administration.ts'
import { ENTRY_WORDS } from '../lib/words-entry.ts'
import { OVERSIGHT_WORDS } from '../lib/words-oversight.ts'
import { RECORD_WORDS } from '../lib/words-record.ts'
import { SHELL_WORDS } from '../lib/words-shell.ts'
import { SIGN_IN_WORDS } from '../lib/words-sign-in.ts'
import { STUDIO_WORDS } from '../lib/words-studio.ts'
import { TRIAL_WORDS } from '../lib/words-trial.ts'
import { WEBHOOK_WORDS } from '../lib/words-webhooks.ts'

type Words = Readonly<Record<string, Phrase>>

const PAGE: Words = {
  ...ENGLISH,
  ...ENTRY_WORDS,
  ...OVERSIGHT_WORDS,
  ...RECORD_WORDS,
  ...SHELL_WORDS,
  ...SIGN_IN_WORDS,
  ...STUDIO_WORDS,
  ...TRIAL_WORDS,
  ...WEBHOOK_WORDS,
  ...ADMINISTRATION_WORDS,
}
const ENGLISH_SETS = {
  page: PAGE,
  form: { ...FORM_WORDS, ...PASTE_INVITE_WORDS, ...PASTE_WORDS } as Words,
  problems: ENGLISH_PROBLEMS as Words,
  errors: ENGLISH_ERRORS,
}

const formsOf = (phrase: Phrase) => (typeof phrase === 'string' ? [phrase] : Object.values(phrase))
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place)
/** What every form may name, and what one of them must name. */
const allPlaces = (phrase: Phrase) => [...new Set(formsOf(phrase).flatMap(placesOf))].sort()

/** The same in both languages: names, and words that travelled. */
const SAME: Record<string, readonly string[]> = {
  de: [
    'product',
    'tabStudio',
    'stateOk',
    'oauth',
    'oauthNamed',
    'resultFor',
    'viewSource',
    'oauth1',
    'oauth2',
    'keyName',
    'adminCode',
    'administrator',
    'entryOf',
    'name',
    'pasteFromJson',
    'webhooks',
    'kindWebhooks',
  ],
}

describe.each(Object.entries(DICTIONARIES))('the language %s', (tag, load) => {
  const sets = Object.entries(ENGLISH_SETS) as [keyof typeof ENGLISH_SETS, Words][]

  it.each(sets)('has exactly the keys of the English %s', async (set, english) => {
    expect(Object.keys((await load())[set]).sort()).toEqual(Object.keys(english).sort())
  })

  it.each(sets)('fills in the same places as the English %s', async (set, english) => {
    const words: Words = (await load())[set]
    const places = (from: Words) => Object.keys(english).map(key => `${key} ${allPlaces(from[key] ?? '')}`)
    expect(places(words)).toEqual(places(english))
  })

  it.each(sets)('has the plural forms it needs, and a number in each, in %s', async (set, english) => {
    const words: Words = (await load())[set]
    const needed = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.toSorted()
    for (const key of Object.keys(english)) {
      const phrase = words[key] ?? ''
      if (typeof phrase === 'string') continue
      expect(Object.keys(phrase).sort(), key).toEqual(needed)
      expect(
        formsOf(phrase).filter(form => !form.includes('{count}')),
        key,
      ).toEqual([])
    }
  })

  it.each(sets)('leaves nothing of %s in English', async (set, english) => {
    const words: Words = (await load())[set]
    const same = Object.keys(english).filter(key => JSON.stringify(words[key]) === JSON.stringify(english[key]))
    expect(same.filter(key => !SAME[tag]?.includes(key))).toEqual([])
  })

  it('never begs, cheers or shouts', async () => {
    const dictionary = await load()
    const texts = sets.flatMap(([set]) => Object.values(dictionary[set] as Words).flatMap(formsOf))
    expect(texts.filter(text => /\b(bitte|leider|hoppla|ungültig)\b|!/i.test(text))).toEqual([])
  })

  it('is named for the choice, and known to the compiler', () => {
    expect(Object.keys(LANGUAGES)).toContain(tag)
    expect(ownWord('basic', { service: '', chain: [tag, 'en'], bundles: {} })).not.toBe('Basic')
  })
})
