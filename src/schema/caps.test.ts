import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '#shared/json.ts'
import { formOf, formWith } from './fixtures/forms.ts'

const many = (count: number, make: (i: number) => Json) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, make(i)]))

function nested(depth: number): JsonObject {
  let schema: JsonObject = { type: 'string' }
  for (let i = 0; i < depth; i++) schema = { type: 'object', properties: { a: schema } }
  return schema
}

const refused = (schema: JsonObject) => {
  const form = formOf(schema)
  expect(form.schema).toEqual({ type: 'object', properties: {} })
  return form.diagnostics.map(({ rule, severity }) => `${rule} ${severity}`)
}

describe('a form beyond the caps is refused as a whole, never half shown', () => {
  it.each<[string, JsonObject]>([
    ['more than 300 fields in an object', { properties: many(301, () => ({ type: 'string' })) }],
    ['more than 20 levels', nested(25)],
    ['more than 1,500 schemas', { properties: many(40, () => ({ properties: many(40, () => ({})) })) }],
    ['more than 64 branches', { properties: {}, oneOf: Array.from({ length: 65 }, () => ({ properties: {} })) }],
    ['more than 1,000 choices', { properties: { a: { enum: Array.from({ length: 1001 }, (_, i) => i) } } }],
  ])('%s', (_name, schema) => {
    expect(refused(schema)).toEqual(['no-schema error'])
  })

  it('nesting that no recursion survives', () => {
    let deep: Json = []
    for (let i = 0; i < 50_000; i++) deep = [deep]
    expect(refused({ properties: { a: { default: deep } } })).toEqual(['no-schema error'])
  })

  it('references that multiply', () => {
    const definitions = many(20, i => ({
      properties: { x: { $ref: `#/definitions/f${i + 1}` }, y: { $ref: `#/definitions/f${i + 1}` } },
    }))
    expect(refused({ properties: { a: { $ref: '#/definitions/f0' } }, definitions })).toContain('no-schema error')
  })
})

describe('within the caps', () => {
  it('a thousand constants are choices, not branches', () => {
    const form = formWith({ a: { oneOf: Array.from({ length: 500 }, (_, i) => ({ const: `v${i}` })) } })
    expect(form.schema['properties']).toMatchObject({ a: { type: 'string' } })
  })

  it('a long text is cut', () => {
    const form = formWith({ a: { type: 'string', title: 'A', description: 'x'.repeat(5000) } })
    expect(form.uiSchema['a']).toMatchObject({ 'ui:description': 'x'.repeat(4000) })
  })

  it('patterns beyond the hundredth go', () => {
    const form = formWith(many(105, () => ({ type: 'string', pattern: '^a$' })))
    expect(JSON.stringify(form.schema).split('"pattern"').length - 1).toBe(100)
  })
})
