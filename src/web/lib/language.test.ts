import { describe, expect, it } from 'vitest'
import { languagesFor } from './language.ts'

describe('the languages to speak', () => {
  it.each([
    [['de-AT', 'de', 'en'], 'de-AT', 'de-AT', 'de'],
    [['en-GB', 'de'], 'en-GB', 'en-GB', 'en'],
    [['ar-EG', 'ar', 'en-US'], 'ar-EG', 'en-US', 'en'],
    [['gsw-CH', 'de-CH'], 'gsw-CH', 'de-CH', 'de'],
    [['fr', 'ja'], 'fr', 'en', 'en'],
    [[], 'en', 'en', 'en'],
    [['en-US@posix', 'x', 'de'], 'de', 'de', 'de'],
  ])('are those of the browser: %j', (browser, locale, words, language) => {
    expect(languagesFor('system', browser)).toEqual({ locale, words, language })
  })

  it.each([
    ['de', ['en-US', 'de-CH'], 'de-CH'],
    ['de', ['en-US'], 'de'],
    ['en', ['de', 'en-AU', 'en-US'], 'en-AU'],
  ] as const)('are all the chosen one: %s with %j', (choice, browser, locale) => {
    expect(languagesFor(choice, browser)).toEqual({ locale, words: locale, language: choice })
  })
})
