import { expect, it } from 'vitest'
import { signInWords } from './sign-in-words.ts'

it.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr, en;q=0.5, de;q=0.7', 'de'],
  ['en-GB,de;q=0.9', 'en'],
  ['fr', 'en'],
  ['de;q=0', 'en'],
  ['__proto__,constructor', 'en'],
  [undefined, 'en'],
])('speaks to a browser that asks for %s in %s', (asked, locale) => {
  expect(signInWords(asked).locale).toBe(locale)
})

it('puts the name of the service in, as it is', () => {
  expect(signInWords('de').say('deviceHeading', { title: '$& {title}' })).toBe('Bei $& {title} anmelden')
})
