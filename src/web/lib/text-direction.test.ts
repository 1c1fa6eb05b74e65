import { expect, it } from 'vitest'
import { textDirection } from './text-direction.ts'

it.each(['ar', 'ar-EG', 'he', 'fa', 'ur-PK', 'ckb', 'yi', 'az-Arab', 'dv'])('%s runs from right to left', locale => {
  expect(textDirection(locale)).toBe('rtl')
})

it.each(['en', 'de-AT', 'ja', 'ku', 'ur-Latn', 'not a locale', ''])('"%s" runs from left to right', locale => {
  expect(textDirection(locale)).toBe('ltr')
})
