import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { compile } from './compile.ts'
import type { CompiledForm } from './types.ts'

const TEXTS = { service: 'shop', chain: ['en'], bundles: {} }
const EMPTY = { type: 'object', properties: {} }

function formFrom(text: string): { form: CompiledForm; line: (pointer: string) => number } {
  const document = parseJsonc(text)
  const form = compile(document.value ?? null, { texts: TEXTS, profile: 'installed' })
  return { form, line: pointer => document.locate(pointer, 'key').line }
}

const text = (schema: JsonObject) => JSON.stringify({ input: { type: 'object', ...schema } }, null, 1)
const many = (count: number, make: (i: number) => Json) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, make(i)]))
const list = (count: number, make: (i: number) => Json) => Array.from({ length: count }, (_, i) => make(i))
const string = { type: 'string', title: 'T', description: 'D' }

type Row = [what: string, source: string, rule: string, pointer: string, line: number, fix: RegExp]

const TOLD: Row[] = [
  [
    'a reference to another server',
    text({ properties: { a: { $ref: 'https://example.com/a.json#/x' } } }),
    'bad-ref',
    '/input/properties/a/$ref',
    6,
    /Copy the schema/,
  ],
  [
    'a reference to another file',
    text({ properties: { a: { $ref: 'common.json' } } }),
    'bad-ref',
    '/input/properties/a/$ref',
    6,
    /Copy the schema/,
  ],
  [
    'a reference to nothing',
    text({ properties: { a: { $ref: '#/definitions/gone' } } }),
    'bad-ref',
    '/input/properties/a/$ref',
    6,
    /Name a place/,
  ],
  [
    'a reference by anchor',
    text({ properties: { a: { $ref: '#gone' } } }),
    'bad-ref',
    '/input/properties/a/$ref',
    6,
    /Name a place/,
  ],
  [
    'a reference to itself',
    text({ properties: { a: { $ref: '#/properties/a' } } }),
    'bad-ref',
    '/input/properties/a/$ref',
    6,
    /without the circle/,
  ],
  [
    'a circle of two',
    text({
      definitions: { a: { $ref: '#/definitions/b' }, b: { $ref: '#/definitions/a' } },
      properties: { a: { $ref: '#/definitions/a' } },
    }),
    'bad-ref',
    '/input/definitions/b/$ref',
    9,
    /without the circle/,
  ],
  [
    'a test that refers to nothing',
    text({ properties: { a: string }, if: { $ref: '#/definitions/gone' }, else: { properties: { b: string } } }),
    'bad-ref',
    '/input/if',
    11,
    /Write the test itself/,
  ],
  [
    'a slow pattern',
    text({ properties: { a: { type: 'string', pattern: '^(\\w+\\s?)*$' } } }),
    'pattern-safe',
    '/input/properties/a/pattern',
    7,
    /Repeat no group/,
  ],
  [
    'a name that reaches into objects',
    '{"properties":\n{"__proto__":{"type":"string"}}}',
    'name-reserved',
    '/properties/__proto__',
    2,
    /another name/,
  ],
  [
    'another name that does',
    text({ properties: { constructor: string } }),
    'name-reserved',
    '/input/properties/constructor',
    5,
    /another name/,
  ],
  [
    'a name that stands for the others',
    text({ properties: { '*': string } }),
    'name-reserved',
    '/input/properties/*',
    5,
    /another name/,
  ],
  [
    'an endless name',
    text({ properties: { ['n'.repeat(501)]: string } }),
    'name-reserved',
    `/input/properties/${'n'.repeat(501)}`,
    5,
    /another name/,
  ],
  ['a list of fields', text({ properties: ['a'] }), 'keyword-type', '/input/properties', 4, /\{"name": \{…\}\}/],
  ['a field that is no schema', text({ properties: { a: 5 } }), 'keyword-type', '/input/properties/a', 5, /"type"/],
  [
    'a form that is a text',
    '{"input":\n{"type":"string",\n"properties":{}}}',
    'root-not-object',
    '/input/type',
    2,
    /object/,
  ],
]

const REFUSED: Row[] = [
  ['no object', '5', 'no-schema', '', 1, /Put the form under "input"/],
  ['a file without form', '{"name":"x"}', 'no-schema', '', 1, /Put the form under "input"/],
  [
    'more than 1,500 schemas',
    text({ properties: many(20, () => ({ properties: many(80, () => string) })) }),
    'no-schema',
    '/input/properties/f18/properties/f40',
    7479,
    /Make it smaller/,
  ],
  [
    'more than 300 fields',
    text({ properties: many(301, () => string) }),
    'no-schema',
    '/input/properties',
    4,
    /Make it smaller/,
  ],
  [
    'more than 64 branches',
    text({ oneOf: list(65, () => ({ properties: { a: string } })) }),
    'no-schema',
    '/input/oneOf',
    4,
    /Make it smaller/,
  ],
  [
    'more than 1,000 choices',
    text({ properties: { a: { enum: list(1001, i => i) } } }),
    'no-schema',
    '/input/properties/a/enum',
    6,
    /Make it smaller/,
  ],
  [
    'a hundred thousand parts',
    text({ allOf: list(100_000, () => ({})) }),
    'no-schema',
    '/input/allOf',
    4,
    /Make it smaller/,
  ],
  [
    'conditions without end',
    text({ dependencies: many(2_000, () => ['a']), properties: {} }),
    'no-schema',
    '/input/dependencies/f1499',
    4502,
    /Make it smaller/,
  ],
  [
    'a test without end',
    text({
      properties: { a: string },
      if: { anyOf: list(2_000, () => ({ required: ['a'] })) },
      else: { properties: { b: string } },
    }),
    'no-schema',
    '/input/else',
    10015,
    /Make it smaller/,
  ],
  [
    'more than 1 MB',
    text({ properties: { a: { ...string, description: 'x'.repeat(1_100_000) } } }),
    'no-schema',
    '',
    1,
    /Take out/,
  ],
  [
    'ten megabytes',
    text({ properties: { a: { ...string, default: 'x'.repeat(10_000_000) } } }),
    'no-schema',
    '',
    1,
    /Take out/,
  ],
]

describe('what cannot be used is told with place, reason and what to write', () => {
  it.each(TOLD)('%s', (_what, source, rule, pointer, line, fix) => {
    const { form, line: lineOf } = formFrom(source)
    const found = form.diagnostics.find(one => one.rule === rule)
    expect(found).toMatchObject({
      pointer,
      message: expect.stringMatching(/^\S.*\.$/),
      fix: expect.stringMatching(fix),
    })
    expect(lineOf(pointer)).toBe(line)
  })
})

describe('what is too large is refused as a whole', () => {
  it.each(REFUSED)('%s', (_what, source, rule, pointer, line, fix) => {
    const { form, line: lineOf } = formFrom(source)
    expect(form.schema).toEqual(EMPTY)
    expect(form.diagnostics.map(one => one.rule)).toContain(rule)
    expect(form.diagnostics.find(one => one.rule === rule)).toMatchObject({ pointer, fix: expect.stringMatching(fix) })
    expect(lineOf(pointer)).toBe(line)
  })

  it('a hundred thousand brackets, by the reader already and by the compiler without it', () => {
    expect(parseJsonc('['.repeat(100_000)).problems).toMatchObject([{ code: 'too-deep', line: 1 }])
    let deep: Json = []
    for (let i = 0; i < 100_000; i++) deep = [deep]
    const form = compile({ properties: { a: { default: deep } } }, { texts: TEXTS, profile: 'preview' })
    expect(form.diagnostics).toMatchObject([{ rule: 'no-schema', fix: 'Nest less deeply.' }])
  })

  it('references that multiply', () => {
    const twice = (i: number) => ({
      properties: { x: { $ref: `#/definitions/f${i + 1}` }, y: { $ref: `#/definitions/f${i + 1}` } },
    })
    const { form } = formFrom(text({ properties: { a: { $ref: '#/definitions/f0' } }, definitions: many(19, twice) }))
    expect(form.diagnostics.map(one => one.rule)).toContain('no-schema')
  })

  it('references that multiply in a test', () => {
    const twice = (i: number) => ({ allOf: [{ $ref: `#/definitions/f${i + 1}` }, { $ref: `#/definitions/f${i + 1}` }] })
    const definitions = { ...many(30, twice), f30: { required: ['a'] } }
    const { form } = formFrom(
      text({
        properties: { a: string },
        definitions,
        if: { $ref: '#/definitions/f0' },
        else: { properties: { b: string } },
      }),
    )
    expect(form.diagnostics.map(one => one.rule)).toContain('no-schema')
  })
})

describe('what is made to keep the compiler busy is done in a moment', () => {
  const MEGA = 900_000
  it.each<[string, JsonObject]>([
    ['a title of capitals', { properties: { a: { ...string, title: 'A'.repeat(MEGA) } } }],
    ['a text key of capitals', { properties: { a: { ...string, title: `shop:${'A'.repeat(MEGA)}` } } }],
    ['an address with blanks', { properties: { a: { ...string, documentationUrl: `https://${'a'.repeat(MEGA)} b` } } }],
    ['a title of blanks', { properties: { a: { ...string, title: `${' '.repeat(MEGA)}x` } } }],
    [
      'a branch of dashes',
      { oneOf: list(3, i => ({ title: `${'-'.repeat(MEGA / 4)}${i}`, properties: { a: string } })) },
    ],
    ['a size of digits', { properties: { a: { ...string, options: { input_width: '1'.repeat(MEGA) } } } }],
    ['a pattern of brackets', { properties: { a: { ...string, pattern: '['.repeat(MEGA) } } }],
    [
      'a number of digits',
      { properties: { a: { type: 'number', default: '9'.repeat(MEGA), minimum: '9'.repeat(9) } } },
    ],
    ['a keyword of letters', { properties: { a: { ...string, ['descriptiom'.repeat(MEGA / 11)]: 1 } } }],
    [
      'required names that nobody has',
      { required: list(100_000, i => `n${i}`), allOf: [{ required: list(10_000, i => `m${i}`) }] },
    ],
    ['choices that are all the same', { properties: { a: { enum: list(1000, () => 'a') } } }],
    [
      'patterns at their limit',
      { properties: many(100, i => ({ ...string, pattern: `(?:${list(40, j => `a${i}${j}?`).join('|')})*$` })) },
    ],
  ])('%s', (_what, schema) => {
    const form = compile({ input: { type: 'object', ...schema } }, { texts: TEXTS, profile: 'installed' })
    expect(JSON.stringify(form.uiSchema).length + form.diagnostics.length).toBeLessThan(60_000)
    for (const { message, fix } of form.diagnostics) expect(`${message}${fix}`.length).toBeLessThan(300)
  })

  it('conditions that hang on one another in two ways each', () => {
    const field = (i: number): JsonObject => ({
      ...string,
      ...(i > 0
        ? { visible_when: { field: `f${i - 1}`, equals: 'x' }, options: { dependencies: { [`f${i - 1}`]: 'x' } } }
        : {}),
    })
    const form = compile({ properties: many(40, field) }, { texts: TEXTS, profile: 'installed' })
    expect(form.schema['properties']).toEqual({ f0: { type: 'string' } })
  })

  it('equal conditions that contradict one another', () => {
    const rule = (i: number) => ({
      if: { required: ['a'] },
      else: { properties: { b: { ...string, maxLength: i + 1 } } },
    })
    const form = compile({ properties: { a: string }, allOf: list(300, rule) }, { texts: TEXTS, profile: 'installed' })
    expect(form.schema['allOf']).toHaveLength(300)
  })
})
