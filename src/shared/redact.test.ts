import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestForm, plainLine, redact } from './redact.ts'

describe('redact', () => {
  const secret = 'p@ss "w/ö+rd'
  it.each([
    ['raw', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['base64', Buffer.from(secret).toString('base64')],
    ['base64url', Buffer.from(secret).toString('base64url')],
    ['JSON', JSON.stringify(secret).slice(1, -1)],
    ['JSON within JSON', JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1)],
  ])('removes the %s form', (_, form) => {
    expect(redact(`a ${form} b`, [secret])).toBe('a ••• b')
  })

  it.each(['', 'u', 'us', 'usr', 'planner'])('removes it from the base64 of "%s" and the secret', user => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const pair = Buffer.from(`${user}:${secret}\n`).toString(encoding)
      const left = redact(`Basic ${pair}`, [secret]).replace('Basic ', '').replaceAll('•••', ' ')
      expect(left.replaceAll(' ', '').length).toBeLessThanOrEqual(Buffer.from(`${user}:\n`).toString('base64').length)
      expect(Buffer.from(left, 'base64').toString()).not.toMatch(/ss|w|rd/)
    }
  })

  it('leaves no secret of three letters or more in any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 3 }), fc.string(), (before, hidden, after) => {
        fc.pre(!hidden.includes('•'))
        expect(redact(before + hidden + after, [hidden])).not.toContain(hidden)
      }),
    )
  })

  it('takes half a surrogate pair and a secret of a megabyte', () => {
    expect(redact('a \ud800bc d', ['\ud800bc'])).toBe('a ••• d')
    const long = 'x7'.repeat(500_000)
    const pair = Buffer.from(`ada:${long}`).toString('base64')
    expect(redact(`<${long}> Basic ${pair}`, [long])).toMatch(/^<•••> Basic [\w+/]{0,6}•••$/)
  })

  it('knows how long a form of a secret can get', () => {
    expect(longestForm(['€€€', 'ab'])).toBe(encodeURIComponent('€€€').length)
    expect(longestForm([])).toBe(0)
  })

  it('replaces the longer secret first', () => {
    expect(redact('abcdef', ['abc', 'abcdef'])).toBe('•••')
  })
})

describe('plainLine', () => {
  it('removes control characters and cuts at the limit', () => {
    expect(plainLine('a\u001b[31m\nb\u0000')).toBe('a [31m b')
    expect(plainLine('to \u202egro.live\u202c\u2066')).toBe('to gro.live')
    expect([...plainLine('é'.repeat(600))]).toHaveLength(500)
  })
})
