import type { RJSFSchema } from '@rjsf/utils'
import realDeepEquals from '@rjsf/utils/lib/deepEquals.js'
import realMerge from '@rjsf/utils/lib/schema/shallowAllOfMerge.js'
import fc from 'fast-check'
import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import deepEquals from './deep-equals.ts'
import { emittedForms } from './fixtures/emitted-forms.ts'
import mergeAllOf from './merge-all-of.ts'

/** The objects with conditions at any depth, each as it is while one of its conditions is met, and while it is not. */
function withConditions(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(withConditions)
  if (!isObject(value)) return []
  const deeper = Object.values(value).flatMap(withConditions)
  const { allOf } = value
  if (!Array.isArray(allOf) || !allOf.every(part => isObject(part) && 'if' in part)) return deeper
  const met = allOf.filter(isObject).flatMap(part => [part['then'] ?? {}, part['else'] ?? {}])
  return [...deeper, ...met.map(branch => ({ ...value, allOf: [branch] }))]
}

/** True when a met condition repeats the union of a field. */
function repeatsUnion({ properties, allOf }: JsonObject): boolean {
  const [met] = Array.isArray(allOf) ? allOf : []
  const added = isObject(met) ? met['properties'] : undefined
  if (!isObject(properties) || !isObject(added)) return false
  return Object.entries(added).some(([name, field]) => {
    const declared = properties[name]
    return isObject(declared) && isObject(field) && 'oneOf' in declared && 'oneOf' in field
  })
}

describe('the stand-in for merging an allOf', () => {
  it('merges what the compiler emits as RJSF does', () => {
    const schemas = emittedForms().flatMap(withConditions)
    expect(schemas.length).toBeGreaterThan(20)
    for (const schema of schemas.filter(one => !repeatsUnion(one)))
      expect(mergeAllOf(schema)).toEqual(realMerge(schema as RJSFSchema))
  })

  it('takes the tightest bounds and the shared choices of two conditions for one field', () => {
    const field = (part: JsonObject) => ({ properties: { a: { type: 'string', ...part } }, required: ['a'] })
    const schema = {
      type: 'object',
      properties: { b: { type: 'number', minimum: 2 } },
      required: ['b'],
      allOf: [
        field({ enum: ['x', 'y'], minLength: 1, maxLength: 9 }),
        { ...field({ enum: ['y', 'z'], minLength: 3, maxLength: 20 }) },
        { properties: { b: { type: 'number', minimum: 1, maximum: 5 } } },
      ],
    }
    expect(mergeAllOf(schema)).toEqual(realMerge(schema as RJSFSchema))
  })
})

describe('the stand-in for merging an allOf, unlike RJSF', () => {
  it('leaves a union that a condition repeats as it is', () => {
    const branch = (tag: string) => ({ type: 'object', properties: { tag: { type: 'string', const: tag } } })
    const properties = { kind: { type: 'object', oneOf: [branch('a'), branch('b')] } }
    expect(mergeAllOf({ type: 'object', properties, allOf: [{ properties }] })).toEqual({ type: 'object', properties })
  })
})

describe('the stand-in for merging an allOf that repeats a union', () => {
  it('adds to each branch what the condition adds to it', () => {
    const branch = (tag: string, more: JsonObject = {}) => ({
      type: 'object',
      properties: { tag: { type: 'string', const: tag }, ...more },
    })
    const kind = (second: JsonObject) => ({ kind: { type: 'object', oneOf: [branch('a'), second] } })
    const added = branch('b', { user: { type: 'string' } })
    expect(mergeAllOf({ properties: kind(branch('b')), allOf: [{ properties: kind(added) }] })).toEqual({
      properties: kind(added),
    })
  })
})

describe('the stand-in for comparing deeply', () => {
  it('agrees with RJSF about all JSON, undefined and functions', () => {
    const { value } = fc.letrec<{ value: unknown }>(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(0, -0, 1, Number.NaN, '', 'a', true, null, undefined, () => 1, isObject),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', '0'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(value, value, (a, b) => deepEquals(a, b) === realDeepEquals(a, b)),
      { numRuns: 2_000 },
    )
    fc.assert(fc.property(fc.clone(value, 2), ([a, b]) => deepEquals(a, b) && realDeepEquals(a, b)))
  })

  it('agrees with RJSF about elements', () => {
    const element = (type: string, key: string, text: string) => createElement(type, { key, title: text }, text)
    const first = element('p', '1', 'x')
    for (const second of [
      element('p', '1', 'x'),
      element('b', '1', 'x'),
      element('p', '2', 'x'),
      element('p', '1', 'y'),
    ]) {
      expect(deepEquals(first, second)).toBe(realDeepEquals(first, second))
    }
  })
})
