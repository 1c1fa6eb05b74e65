import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { basicHeader } from './basic-header.ts'

describe('basicHeader', () => {
  it('6749-3: encodes id and secret before joining them: the vector of the contract', () => {
    expect(basicHeader('1PpG/Q 1', 'z/tZ9VwFZqApmIQ+ZH1I5pLk/uB4ud:X2/8bL+wfFTt1rFw=', 'encoded')).toBe(
      'Basic MVBwRyUyRlErMTp6JTJGdFo5VndGWnFBcG1JUSUyQlpIMUk1cExrJTJGdUI0dWQlM0FYMiUyRjhiTCUyQndmRlR0MXJGdyUzRA==',
    )
  })

  it('6749-3: joins them as they are in the raw form', () => {
    expect(basicHeader('a b', 'c+d', 'raw')).toBe(`Basic ${Buffer.from('a b:c+d').toString('base64')}`)
  })

  it('6749-3: round-trips whatever id and secret hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (user, password) => {
        const joined = Buffer.from(basicHeader(user, password, 'encoded').slice(6), 'base64').toString()
        const decode = (text: string) => new URLSearchParams(`x=${text}`).get('x')
        const [first = '', second = ''] = joined.split(':')
        expect([decode(first), decode(second)]).toEqual([user.toWellFormed(), password.toWellFormed()])
      }),
    )
  })
})
