import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { holdsLongText, longTexts } from './long-texts.ts'

const LONG = 'a'.repeat(10_001)
const pattern = { type: 'string', pattern: '^(a+)+$' }
const whole = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more })
const when = (test: JsonObject, more: JsonObject) => whole({}, { allOf: [{ if: whole(test), ...more }] })

const places: [where: string, schema: JsonObject, values: JsonObject, at: string][] = [
  ['a field', whole({ 'a/b': pattern }), { 'a/b': LONG }, '/a~1b'],
  ['an entry of a list', whole({ l: { type: 'array', items: pattern } }), { l: ['a', LONG] }, '/l/1'],
  ['an entry of a map', whole({ m: { additionalProperties: pattern } }), { m: { x: LONG } }, '/m/x'],
  ['a name of a map', whole({ m: { propertyNames: { pattern: '^a' } } }), { m: { [LONG]: 'x' } }, '/m'],
  ['a condition', when({ a: pattern }, {}), { a: LONG }, '/a'],
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  ['what a condition adds', when({ k: { const: 1 } }, { then: whole({ a: pattern }) }), { a: LONG }, '/a'],
  ['what its opposite adds', when({ k: { const: 1 } }, { else: whole({ a: pattern }) }), { k: 1, a: LONG }, '/a'],
  ['a branch, chosen or not', whole({}, { oneOf: [whole({}), whole({ a: pattern })] }), { a: LONG }, '/a'],
  ['a branch in a condition', when({ a: { anyOf: [{ not: pattern }] } }, {}), { a: LONG }, '/a'],
]

describe('texts that are too long for a pattern', () => {
  it.each(places)('are found in %s', (_where, schema, values, at) => {
    expect(longTexts(schema, values).map(error => error.instancePath)).toEqual([at])
    expect(holdsLongText(schema, values)).toBe(true)
  })

  it('are left alone where no pattern is, and where they are short enough', () => {
    const schema = whole({ free: { type: 'string' }, bound: pattern, list: { items: [pattern] } })
    const values = { free: LONG, bound: LONG.slice(1), other: LONG, list: [5, null, [LONG]] }
    expect(longTexts(schema, values)).toEqual([])
    expect(holdsLongText(schema, values)).toBe(false)
    expect(holdsLongText(whole({ free: { type: 'string' } }), { free: LONG })).toBe(false)
  })
})
