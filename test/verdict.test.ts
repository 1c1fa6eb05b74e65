import { describe, expect, it } from 'vitest'
import { EXPLAINED, explain } from '../score/lab/verdict/explain.ts'
import { findCauses } from '../score/lab/verdict/find-causes.ts'
import { hardShapes } from '../score/lab/verdict/hard-forms.ts'
import { makeDataSets } from '../score/lab/verdict/make-data-sets.ts'
import { formOf } from '../src/schema/fixtures/forms.ts'
import { isObject, type Json, type JsonObject } from '../src/shared/json.ts'

describe('the search for why two interpreters differ', { timeout: 60_000 }, () => {
  const nearly: JsonObject = {
    type: 'object',
    properties: { list: { type: 'array', items: { type: 'number', minimum: 1, multipleOf: 2 } } },
  }

  it('finds the keyword, its schema and the value, at any depth', () => {
    expect(findCauses(nearly, { list: [2, 2.000000002] })).toEqual([
      { keyword: 'multipleOf', schema: { multipleOf: 2 }, value: 2.000000002 },
    ])
  })

  it.each<[schema: JsonObject, value: Json]>([
    [nearly, { list: [2, 2.1] }],
    [nearly, { list: 'no list' }],
    [{ properties: { toString: { type: 'string' } }, required: ['valueOf'] }, {}],
  ])('finds nothing where they agree: %j, %j', (schema, value) => {
    expect(findCauses(schema, value)).toEqual([])
  })
})

describe('the explained differences', () => {
  it('name a section of a specification and a reason each', () => {
    expect(EXPLAINED.length).toBeGreaterThan(0)
    for (const { id, section, reason } of EXPLAINED) {
      expect(section, id).toMatch(/section \d/)
      expect(reason.length, id).toBeGreaterThan(100)
    }
    expect(new Set(EXPLAINED.map(one => one.id)).size).toBe(EXPLAINED.length)
  })

  it('explain what they are about, and nothing near it', () => {
    const cause = (value: Json, schema: JsonObject = { multipleOf: 2 }) =>
      explain({ keyword: Object.keys(schema).join(' '), schema, value })?.id
    expect(cause(2.000000002)).toBe('decimal-steps')
    expect(cause(2.1)).toBeUndefined()
    expect(cause(3)).toBeUndefined()
    expect(cause('2')).toBeUndefined()
    expect(cause('ab', { minLength: 2 })).toBeUndefined()
  })
})

describe('the data sets of a form', { timeout: 60_000 }, () => {
  const makeAll = () =>
    hardShapes().flatMap(({ name, document }) =>
      isObject(document) ? makeDataSets({ name, form: formOf(document), hard: true }, 0) : [],
    )
  const sets = makeAll()

  it('are the same at every run', () => {
    expect(JSON.stringify(makeAll())).toBe(JSON.stringify(sets))
  })

  it('change values in every way there is', () => {
    const kinds = new Set(sets.map(set => set.kind))
    expect([...kinds].toSorted()).toEqual([
      'all fields',
      'boundary',
      'empty',
      'group in the way it starts',
      'group of another kind',
      'least',
      'list',
      'missing',
      'null',
      'odd name',
      'odd name inside',
      'odd text',
      'other branch',
      'several',
      'some fields',
      'tag',
      'too long',
      'wrong type',
      'wrong value',
    ])
  })

  it('are JSON, also with the names that are none of an object', () => {
    expect(JSON.stringify(sets.map(set => set.values))).toContain('"__proto__":')
    for (const { values } of sets) expect(JSON.parse(JSON.stringify(values))).toEqual(values)
  })
})
