import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillText, namesOf, parseTemplate, showTemplate } from './template.ts'

describe('template', () => {
  it('fills names in single braces', () => {
    expect(fillText(parseTemplate('Bearer {access_token}!'), { access_token: 't' })).toBe('Bearer t!')
  })

  it('prints {x} for {{x}}, and leaves other braces as they are', () => {
    expect(fillText(parseTemplate('{{x}} {} {1} {"a":{"b":1}} { x }'), { x: 'no' })).toBe(
      '{x} {} {1} {"a":{"b":1}} { x }',
    )
  })

  it('makes one pass: a value that holds {client_secret} stays text', () => {
    const values = { a: '{client_secret}', client_secret: 'canary' }
    expect(fillText(parseTemplate('{a}'), values)).toBe('{client_secret}')
  })

  it('knows nothing that is inherited', () => {
    expect(fillText(parseTemplate('<{constructor}{__proto__}>'), {})).toBe('<>')
  })

  it('gives back any text without names unchanged, and any text with names by showing it', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.]{0,8}$/), (text, name) => {
        const plain = text.replace(/[{}]/g, '')
        expect(fillText(parseTemplate(plain), {})).toBe(plain)
        const template = parseTemplate(`${plain}{${name}}${plain}`)
        expect(namesOf(template)).toEqual([name])
        expect(showTemplate(template)).toBe(`${plain}{${name}}${plain}`)
        const values = Object.fromEntries([[name, text]])
        expect(fillText(template, values)).toBe(plain + text + plain)
      }),
    )
  })
})
