import { describe, expect, it } from 'vitest'
import { returnPath, slugOf } from './slug.ts'

describe('slugOf', () => {
  it.each([
    ['Gmail-1', 'gmail-1'],
    ['Google Drive', 'google-drive'],
    ['  Depot / Cloud  ', 'depot-cloud'],
    ['Café', 'cafe'],
    ['北京', 'provider'],
  ])('makes %j into %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  it('COAT-1: gives each provider a path of its own', () => {
    expect(returnPath('google_gmail', 'Gmail-1')).toBe('/oauth/return/google_gmail/gmail-1')
    expect(returnPath('google_gmail', 'Gmail-2')).not.toBe(returnPath('google_gmail', 'Gmail-1'))
    expect(returnPath('a', 'x')).not.toBe(returnPath('b', 'x'))
  })
})
