import { describe, expect, it } from 'vitest'
import { consentPath, safeBack } from './consent-path.ts'

describe('consentPath', () => {
  it('says where to go back to and what to fill in there', () => {
    expect(consentPath('prv_a', { login: 'log_b', back: '/actions/x?c=1', into: 'token' })).toBe(
      '/consent/prv_a?login=log_b&back=%2Factions%2Fx%3Fc%3D1&into=token',
    )
  })

  it('leaves out what is the rule', () => {
    expect(consentPath('prv_a', { back: '/' })).toBe('/consent/prv_a')
  })
})

describe('safeBack', () => {
  it.each([
    null,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil',
    'actions',
  ])('goes to the start instead of %j', back => expect(safeBack(back)).toBe('/'))

  it('keeps a path of this page', () => {
    expect(safeBack('/actions/x?c=1')).toBe('/actions/x?c=1')
  })
})
