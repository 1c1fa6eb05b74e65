import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type Json, jsonEqual } from './json.ts'
import { atPointer, fromPointer, toPointer } from './json-pointer.ts'

const json = () => fc.jsonValue() as fc.Arbitrary<Json>

describe('JSON', () => {
  it('is equal exactly when its canonical text is', () => {
    fc.assert(
      fc.property(json(), json(), (a, b) => {
        expect(jsonEqual(a, b)).toBe(canonicalJson(a) === canonicalJson(b))
      }),
    )
  })

  it('does not mind the order of keys', () => {
    expect(jsonEqual({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true)
    expect(canonicalJson({ b: 1, a: 2 })).toBe('{"a":2,"b":1}')
  })
})

describe('JSON pointers', () => {
  it('survive a round trip with any part', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), parts => {
        expect(fromPointer(toPointer(parts))).toEqual(parts)
      }),
    )
  })

  it('find values, and nothing inherited', () => {
    expect(atPointer({ 'a/b': [{ c: 1 }] }, '/a~1b/0/c')).toBe(1)
    expect(atPointer({}, '/toString')).toBeUndefined()
    expect(atPointer([1], '/00')).toBeUndefined()
  })
})
