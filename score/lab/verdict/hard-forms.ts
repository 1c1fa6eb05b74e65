import fc from 'fast-check'
import { schemaFile } from '#schema/fixtures/random-schema.ts'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'

const text = (more: JsonObject = {}): JsonObject => ({ type: 'string', title: 'Text', ...more })

/** Shapes at which judges have come apart, here or elsewhere. */
const SHAPES: Record<string, JsonObject> = {
  'names of Object.prototype': {
    type: 'object',
    required: ['toString'],
    properties: {
      toString: text({ minLength: 1 }),
      valueOf: text(),
      hasOwnProperty: { type: 'object', properties: { length: { type: 'integer' } } },
      size: { type: 'integer' },
    },
  },
  'names with signs': {
    type: 'object',
    required: ['a.b', 'c/d', 'e~f', 'g h', ' ', '%25', '0', 'ключ'],
    properties: Object.fromEntries(
      ['a.b', 'c/d', 'e~f', 'g h', ' ', '%25', '0', 'ключ'].map(name => [name, text({ minLength: 2 })]),
    ),
  },
  'texts between limits': {
    type: 'object',
    required: ['short', 'emoji'],
    properties: {
      short: text({ minLength: 2, maxLength: 4 }),
      emoji: text({ maxLength: 1 }),
      word: text({ pattern: '^\\p{L}{2,3}$' }),
      list: { type: 'array', items: text({ minLength: 3 }), minItems: 1, maxItems: 2 },
    },
  },
  'decimal steps': {
    type: 'object',
    properties: {
      cent: { type: 'number', multipleOf: 0.01 },
      tenth: { type: 'number', multipleOf: 0.1, minimum: 0.1, exclusiveMaximum: 1 },
      third: { type: 'number', multipleOf: 3 },
      optional: { type: 'object', properties: { step: { type: 'number', multipleOf: 0.1, default: 0.3 } } },
    },
  },
  'a pattern wherever one can stand': {
    type: 'object',
    properties: {
      plain: text({ pattern: '^a+$' }),
      list: { type: 'array', items: text({ pattern: '^b+$' }) },
      map: { type: 'object', propertyNames: { pattern: '^[a-z ]+$' }, additionalProperties: text({ pattern: '^c+$' }) },
      mode: text({ enum: ['x', 'y'] }),
      host: text(),
    },
    allOf: [
      {
        if: { properties: { mode: { const: 'x' } }, required: ['mode'] },
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
        then: { properties: { met: text({ pattern: '^d+$' }) } },
        else: { properties: { unmet: text({ pattern: '^e+$' }) } },
      },
      {
        if: { properties: { host: { pattern: '^f+$' } }, required: ['host'] },
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
        then: { properties: { more: text({ minLength: 1 }) }, required: ['more'] },
      },
    ],
  },
  'unions in lists in unions': {
    type: 'object',
    oneOf: ['one', 'two'].map(kind => ({
      title: kind,
      properties: {
        kind: { const: kind },
        rows: {
          type: 'array',
          title: 'Rows',
          minItems: 1,
          items: {
            type: 'object',
            oneOf: ['red', 'blue'].map(colour => ({
              title: colour,
              properties: { colour: { const: colour }, [`${colour} name`]: text({ minLength: 1, maxLength: 3 }) },
            })),
          },
        },
      },
    })),
  },
  'conditions of every kind': {
    type: 'object',
    properties: {
      mode: text({ enum: ['one', 'two', 'three'] }),
      count: { type: 'integer' },
      on: { type: 'boolean' },
      given: text({ minLength: 1, options: { dependencies: { mode: true } } }),
      absent: text({ minLength: 1, options: { dependencies: { on: false } } }),
      hidden: text({ minLength: 1, displayOptions: { hide: { mode: ['one', 'two'] } } }),
      shown: text({ minLength: 1, displayOptions: { show: { count: [{ _cnd: { between: { from: 2, to: 5 } } }] } } }),
      nested: text({ minLength: 1, visible_when: { field: 'given', equals: 'a' } }),
    },
    dependentRequired: { count: ['mode'] },
  },
  'lists of things that are the same': {
    type: 'object',
    properties: {
      rows: {
        type: 'array',
        uniqueItems: true,
        maxItems: 4,
        items: { type: 'object', properties: { a: text(), b: { type: 'array', items: { type: 'number' } } } },
      },
      names: { type: 'array', uniqueItems: true, items: text() },
      choices: { type: 'array', minItems: 2, items: text({ enum: ['a', 'b', 'c'] }) },
    },
  },
  'groups nobody has to fill in': {
    type: 'object',
    properties: {
      proxy: {
        type: 'object',
        required: ['host'],
        properties: {
          host: text({ minLength: 1 }),
          secure: { type: 'boolean' },
          inner: { type: 'object', required: ['deep'], properties: { deep: text(), on: { type: 'boolean' } } },
        },
      },
      sign: {
        type: 'object',
        oneOf: [
          { title: 'None', properties: {} },
          { title: 'Key', properties: { key: text({ minLength: 1, format: 'password' }) } },
        ],
      },
    },
  },
}

export function hardShapes(): { name: string; document: Json }[] {
  return Object.entries(SHAPES).map(([name, document]) => ({ name, document }))
}

/** Schemas made of all keywords by chance, the same every time. */
export function randomForms(count: number): { name: string; document: Json }[] {
  const random = fc.sample(schemaFile, { seed: 20_260_331, numRuns: count })
  return random.map((document, i) => ({ name: `random ${i}`, document: asForm(document) }))
}

/** A form's schema is an object by definition; chance would make few of them. */
function asForm(document: Json): Json {
  const input = isObject(document) && isObject(document['input']) ? document['input'] : document
  return isObject(input) ? { ...input, type: 'object' } : input
}
