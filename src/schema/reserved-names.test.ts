import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { formWith } from './fixtures/forms.ts'
import { protoNames, reservedNames } from './reserved-names.ts'

const map = { type: 'object', additionalProperties: { type: 'string' } }
const { schema } = formWith({ map, rows: { type: 'array', items: { type: 'object', properties: { map } } } })
const found = (values: JsonObject) =>
  reservedNames(schema, values).map(({ instancePath, params }) => `${instancePath} ${params['propertyName']}`)

describe('names that no entry can have', () => {
  it.each(['constructor', 'prototype', '__proto__', '__errors'])('%s is found in maps, also in rows', name => {
    const held = JSON.parse(`{"${name}":"x","fine":"x"}`)
    expect(found({ map: held, rows: [{}, { map: held }] })).toEqual([`/map ${name}`, `/rows/1/map ${name}`])
  })

  it('are dropped with all others where no map is', () => {
    expect(found({ constructor: 'x', rows: [{ prototype: 'x' }], map: { toString: 'x' } })).toEqual([])
  })
})

describe('the name of the prototype', () => {
  it('is found wherever it stands', () => {
    const values = JSON.parse('{"__proto__":1,"gone":[{"__proto__":1}],"a/b":{"c":{"__proto__":{}}},"d":null}')
    expect(protoNames(values).map(({ instancePath }) => instancePath)).toEqual(['', '/gone/0', '/a~1b/c'])
    expect(protoNames({ constructor: 1, a: 'x' })).toEqual([])
  })
})
