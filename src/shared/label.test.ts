import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLabel, isLabel } from './label.ts'

describe('defaultLabel', () => {
  it.each([
    ['Azure Storage Account Shared Key', 'adls', [], 'Azure_Storage_Account_Shared_Key1'],
    ['Windchill Basic', 'windchill', ['Windchill_Basic1'], 'Windchill_Basic2'],
    ['Dynamics 365', 'dynamics', [], 'Dynamics_365_1'],
    ['3D – Viewer', 'viewer', [], '_3D_Viewer1'],
    ['!!!', 'depot', [], 'depot1'],
    ['Größe', 'x', [], 'Größe1'],
  ])('%s of %s becomes a free label', (words, service, taken, label) => {
    expect(defaultLabel(words, service, new Set(taken))).toBe(label)
  })

  it('always gives a label that may be used', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), words => {
        expect(isLabel(defaultLabel(words, 'x', new Set()))).toBe(true)
      }),
    )
  })
})

describe('isLabel', () => {
  it.each(['', '1a', 'a b', 'a-b', 'a'.repeat(101), 'e\u0301'])('refuses %j', text => expect(isLabel(text)).toBe(false))
})
