import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isObject } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { applyEdits } from '#shared/jsonc-edits.ts'
import { compile } from './compile.ts'
import { type FixableProblem, quickFixes } from './quick-fix.ts'

const TEXTS = { service: 'shop', chain: ['en'], bundles: {} }
const here = new URL('./', import.meta.url)

/** Everything that is said about a text, as the studio lists it. */
function problemsOf(source: string): FixableProblem[] {
  const document = parseJsonc(source)
  if (document.value === undefined) return document.problems
  return compile(document.value, { texts: TEXTS, profile: 'preview' }).diagnostics.map(({ rule, ...rest }) => ({
    ...rest,
    ...document.locate(rest.pointer, 'key'),
    code: rule,
  }))
}

const kind = ({ code, pointer }: FixableProblem) => `${code} ${pointer ?? ''}`

function fixFirst(source: string, code: string): string | undefined {
  const problems = problemsOf(source).filter(problem => problem.code === code)
  const [edits] = [...quickFixes(source, problems).values()]
  return edits && applyEdits(source, edits)
}

const field = (rest: string) => `{ "properties": { "api_url": { ${rest} } } }`
const TITLED = '"title": "Address", "description": "Any"'

const FIXED: Record<string, [code: string, before: string, after: string]> = {
  'a missing title is made from the name': [
    'missing-title',
    field('"type": "string", "description": "Any"'),
    field('"type": "string", "title": "Api url", "description": "Any"'),
  ],
  'a label becomes the title': [
    'label-as-title',
    field('"type": "string", "label": "Address"'),
    field('"type": "string", "title": "Address"'),
  ],
  'a label takes the place of a title that is an identifier': [
    'label-as-title',
    field('"type": "string", "title": "api_url", "label": "Address"'),
    field('"type": "string", "title": "Address"'),
  ],
  'a secret gets its format': [
    'secret-not-marked',
    '{ "properties": { "api_key": { "type": "string", "title": "Key" } } }',
    '{ "properties": { "api_key": { "type": "string", "format": "password", "title": "Key" } } }',
  ],
  'a secret in a box of many lines stays there': [
    'secret-not-marked',
    '{ "properties": { "api_key": { "type": "string", "format": "textarea" } } }',
    '{ "properties": { "api_key": { "type": "string", "secret": true, "format": "textarea" } } }',
  ],
  'a misspelt keyword gets the nearest name': [
    'suspicious-keyword',
    field(`"type": "integer", ${TITLED}, "mininum": 1`),
    field(`"type": "integer", ${TITLED}, "minimum": 1`),
  ],
  'a picker goes with its comma': [
    'picker-in-connection',
    field(`"type": "string", ${TITLED}, "oauth": "depot"`),
    field(`"type": "string", ${TITLED}`),
  ],
  'a keyword for another type goes': [
    'keyword-out',
    field(`"minItems": 1, "type": "string", ${TITLED}`),
    field(`"type": "string", ${TITLED}`),
  ],
  'a number loses its quotes': [
    'keyword-type',
    field(`"type": "string", ${TITLED}, "minLength": "3"`),
    field(`"type": "string", ${TITLED}, "minLength": 3`),
  ],
  'a type that is missing is written first': [
    'type-infer',
    field(`${TITLED}, "minLength": 1`),
    field(`"type": "string", ${TITLED}, "minLength": 1`),
  ],
  'a type that is not known is replaced': [
    'type-infer',
    field(`"type": "text", ${TITLED}`),
    field(`"type": "string", ${TITLED}`),
  ],
  'a default that does not fit goes': [
    'default-type',
    field(`"type": "integer", ${TITLED}, "default": "many"`),
    field(`"type": "integer", ${TITLED}`),
  ],
  'a format nobody knows goes': [
    'unknown-format',
    field(`"type": "string", ${TITLED}, "format": "shelf"`),
    field(`"type": "string", ${TITLED}`),
  ],
  'a name of no field goes from "required"': [
    'required-unknown',
    '{ "required": ["a", "b"], "properties": { "a": { "type": "string" } } }',
    '{ "required": ["a"], "properties": { "a": { "type": "string" } } }',
  ],
  'the type of the form is "object"': [
    'root-not-object',
    '{ "type": "string", "properties": { "a": { "type": "string" } } }',
    '{ "type": "object", "properties": { "a": { "type": "string" } } }',
  ],
  'a file becomes a box of many lines': [
    'format-out',
    field(`"type": "string", ${TITLED}, "format": "upload"`),
    field(`"type": "string", ${TITLED}, "format": "textarea"`),
  ],
  'one comma is put where it is missing, before a comment': [
    'missing-comma',
    '{\n  "type": "object" // the form\n  "properties": {}\n}',
    '{\n  "type": "object", // the form\n  "properties": {}\n}',
  ],
  'a key gets its quotes': ['bad-json', '{ type: "object" }', '{ "type": "object" }'],
  'single quotes become double ones': ['bad-json', `{ 'it''s': 1 }`.replace("''", '"'), '{ "it\\"s": 1 }'],
}

describe('a quick fix', () => {
  it.each(Object.entries(FIXED))('%s', (_title, [code, before, after]) => {
    expect(fixFirst(before, code)).toBe(after)
  })

  it('lays a new line out as its neighbours', () => {
    const before =
      '{\n  "properties": {\n    "url": {\n      "type": "string",\n      "description": "Any"\n    }\n  }\n}'
    expect(fixFirst(before, 'missing-title')).toBe(before.replace('"string",', '"string",\n      "title": "Url",'))
  })

  it('leaves a property alone that has a comment beside it', () => {
    const before = field(`"type": "string", /* why */ "format": "shelf", ${TITLED}`)
    expect(fixFirst(before, 'unknown-format')).toBe(before.replace('"format": "shelf", ', ''))
    expect(fixFirst(before.replace('"shelf",', '"shelf" /* why */,'), 'unknown-format')).toBeUndefined()
  })

  it('is none for a text that has gone on since', () => {
    const problems = problemsOf(field('"type": "string"'))
    expect(quickFixes('{ "properties": {} }', problems).size).toBe(0)
    expect(quickFixes('{ "properties": ', problems).size).toBe(0)
  })
})

const files = readdirSync(here)
  .filter(name => name.endsWith('.cases'))
  .flatMap(folder => readdirSync(new URL(`${folder}/`, here)).map(name => new URL(`${folder}/${name}`, here)))
const schemas = files.map(file => JSON.stringify(JSON.parse(readFileSync(file, 'utf8')).in, null, 2))

describe('every quick fix of every case of the compiler', () => {
  it('takes its problem away and brings no other', () => {
    let count = 0
    const faults: string[] = []
    for (const source of schemas) {
      if (!isObject(parseJsonc(source).value)) continue
      const problems = problemsOf(source)
      const before = new Set(problems.map(kind))
      for (const [problem, edits] of quickFixes(source, problems)) {
        count++
        const after = problemsOf(applyEdits(source, edits)).map(kind)
        const isGone = problem.code === 'required-unknown' || !after.includes(kind(problem))
        const news = after.filter(one => !before.has(one))
        if (!isGone || news.length > 0) faults.push(`${kind(problem)} in ${source}: ${news.join(', ')}`)
      }
    }
    expect(faults).toEqual([])
    expect(count).toBeGreaterThan(50)
  })
})
