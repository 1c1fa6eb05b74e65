import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from './json.ts'
import { toPointer } from './json-pointer.ts'
import { parseJsonc } from './jsonc.ts'

describe('parseJsonc', () => {
  it('reads whatever JSON.stringify wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
        const text = JSON.stringify(value)
        expect(parseJsonc(text)).toMatchObject({ problems: [], value: JSON.parse(text) as Json })
      }),
    )
  })

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:/*\\\n ab1-'), maxLength: 60 }), text => {
        const read = parseJsonc(text)
        expect(read.value === undefined ? read.problems.length : 1).toBeGreaterThan(0)
      }),
    )
  })

  it('accepts comments, trailing commas and a byte-order mark', () => {
    expect(parseJsonc('\uFEFF//format=i18next\n{ /* a */ "a": [1, 2,], // b\n}').value).toEqual({ a: [1, 2] })
  })

  it('names a missing comma, the key before it and both places', () => {
    const text = '{ "gmail": { "Gmail-1": {\n    "CLIENT_ID": "abc"\n    "CLIENT_SECRET": "x" } } }'
    expect(parseJsonc(text).problems).toEqual([
      {
        line: 3,
        column: 5,
        code: 'missing-comma',
        message: 'a comma is missing after "CLIENT_ID" (line 2, column 23)',
        excerpt: '    "CLIENT_SECRET": "x" } } }\n    ^',
      },
    ])
  })

  it('says what was found and what was expected', () => {
    expect(parseJsonc('{"a":1,,}').problems[0]).toMatchObject({
      line: 1,
      column: 8,
      message: 'expected a key in double quotes, but found ","',
    })
    expect(parseJsonc('').problems[0]?.message).toContain('the end of the file')
  })

  it('names a key that stands twice', () => {
    expect(parseJsonc('{\n "a": 1,\n "a": 2 }').problems).toMatchObject([{ code: 'duplicate-key', line: 3, column: 2 }])
  })

  it('refuses what is nested too deep instead of overflowing the stack', () => {
    expect(parseJsonc('['.repeat(100_000)).problems).toMatchObject([{ code: 'too-deep' }])
  })

  it('keeps __proto__ as a plain key', () => {
    const value = parseJsonc('{"__proto__":{"polluted":true}}').value
    expect(Object.keys(value as object)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('finds the place of a value, of its key, and of the nearest ancestor', () => {
    const read = parseJsonc('{\n  "a/b": [\n    { "c": 1 } ] }')
    expect(read.locate(toPointer(['a/b', 0, 'c']))).toEqual({ line: 3, column: 12 })
    expect(read.locate(toPointer(['a/b', 0, 'c']), 'key')).toEqual({ line: 3, column: 7 })
    expect(read.locate(toPointer(['a/b', 0, 'gone', 'more']))).toEqual({ line: 3, column: 5 })
  })
})
