import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isId, makeId } from './ids.ts'

describe('ids', () => {
  it('hold all 128 bits: other bytes make another id', () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(isId('con', makeId('con', a))).toBe(true)
        expect(makeId('con', a) === makeId('con', b)).toBe(a.every((byte, i) => byte === b[i]))
      }),
    )
  })

  it('are refused under another prefix', () => {
    expect(isId('log', makeId('con', new Uint8Array(16)))).toBe(false)
    expect(makeId('con', new Uint8Array(16).fill(255))).toBe('con_77777777777777777777777774')
  })
})
