import { describe, expect, it } from 'vitest'
import { labelAt } from './field-label.ts'
import { signIn } from './fixtures/forms.ts'
import { localeChain, resolveText } from './texts.ts'

const texts = { service: 'shop', chain: ['de-AT', 'de', 'en'], bundles: { de: { a: 'Ah' }, en: { a: 'A', b: 'B' } } }

describe('texts', () => {
  it('are looked up from the nearest language to English', () => {
    expect(localeChain('de-AT')).toEqual(['de-AT', 'de', 'en'])
    expect(localeChain('en')).toEqual(['en'])
    expect(localeChain('')).toEqual(['en'])
    expect(resolveText('shop:a', texts)).toBe('Ah')
    expect(resolveText('shop:b', texts)).toBe('B')
  })

  it('fall back to the words of the key', () => {
    expect(resolveText('shop:server_url', texts)).toBe('Server url')
    expect(resolveText('shop:constructor', texts)).toBe('Constructor')
  })

  it('are literal unless the namespace is the service', () => {
    for (const text of ['other:a', 'http://x', 'Note: y', 'shop: a', 'shop:'])
      expect(resolveText(text, texts)).toBe(text)
  })
})

describe('the label at a pointer', () => {
  it('is the title, in whatever branch the field stands', () => {
    expect(labelAt(signIn, '/url')).toBe('Address')
    expect(labelAt(signIn, '/token')).toBe('Token')
    expect(labelAt(signIn, '')).toBe('Sign in')
  })

  it('is the name where the form has none', () => {
    expect(labelAt(signIn, '/zzz')).toBe('zzz')
  })
})
