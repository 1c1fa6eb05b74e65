import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '#shared/json.ts'
import { formWith, signIn } from './fixtures/forms.ts'
import { handedValues } from './handed-values.ts'
import { judgeValues } from './judge-values.ts'
import { repairTags } from './repair-tags.ts'
import type { CompiledForm } from './types.ts'

const AJV = {
  allErrors: true,
  multipleOfPrecision: 8,
  strict: false,
  discriminator: true,
  ownProperties: true,
  messages: false,
} as const

function judge(form: CompiledForm, values: JsonObject, kept: string[] = []) {
  const validate = new Ajv(AJV).compile(form.schema)
  const errorsOf = (judged: JsonObject) => (validate(judged) ? [] : (validate.errors ?? []))
  const { values: stored, problems } = judgeValues(form, values, { errorsOf, kept })
  return { stored, problems: problems.map(({ pointer, message }) => `${pointer} ${message}`) }
}

const rows = (properties: Record<string, Json>) =>
  formWith({ rows: { type: 'array', items: { type: 'object', properties } } })

describe('judging values', () => {
  it('takes null for absent, in groups and rows too, and stores it', () => {
    const form = rows({ port: { type: 'integer' }, group: { type: 'object', properties: { a: { type: 'string' } } } })
    const values: JsonObject = { rows: [{ port: null }, { group: { a: null } }, { group: null }] }
    expect(judge(form, values)).toEqual({ stored: values, problems: [] })
  })

  it('takes null for absent in conditions, so that what they ask for is kept', () => {
    const form = formWith({
      on: { type: 'boolean' },
      why: { type: 'string', minLength: 1, options: { dependencies: { on: false } } },
    })
    const values = { on: null, why: 'off' }
    expect(judge(form, values)).toEqual({ stored: values, problems: [] })
    expect(judge(form, { on: null }).problems).toEqual(['/why Fill in this field.'])
    expect(handedValues(form, values)).toEqual({ on: false, why: 'off' })
  })

  it('does not take null for filled in', () => {
    const values = { rows: [{ name: null }, { name: 'a' }] }
    expect(judge(rows({ name: { type: 'string', minLength: 1 } }), values).problems).toEqual([
      '/rows/0/name Fill in this field.',
    ])
  })

  it('refuses a long text before any pattern is tried on it, and says nothing else', () => {
    const form = formWith({
      a: { type: 'string', pattern: '^[a-z]+$' },
      b: { type: 'string', minLength: 1 },
    })
    expect(judge(form, { a: `${'a'.repeat(10_001)}!` }).problems).toEqual(['/a Use at most 10,000 characters.'])
  })

  it('knows fields by the names that every object inherits', () => {
    const form = formWith({ toString: { type: 'string', minLength: 1 }, valueOf: { type: 'string' } })
    expect(judge(form, {}).problems).toEqual(['/toString Fill in this field.'])
    expect(judge(form, { toString: 'a' }).problems).toEqual([])
  })

  it('takes a decimal multiple for one, as people write it', () => {
    const form = formWith({ cent: { type: 'number', multipleOf: 0.01 } })
    expect(judge(form, { cent: 0.29 }).problems).toEqual([])
    expect(judge(form, { cent: 0.295 }).problems).toEqual(['/cent Enter a multiple of 0.01.'])
  })

  it('never lets an error pass that no rule has words for', () => {
    const errorsOf = () => [{ instancePath: '', schemaPath: '#/if', keyword: 'if', params: {} }]
    const { problems } = judgeValues(formWith({}), {}, { errorsOf })
    expect(problems.map(({ message }) => message)).toEqual(['These values do not fit together.'])
  })

  it('takes an optional union that was left out for untouched, whatever its branches need', () => {
    const branch = (title: string, names: string[]) => ({
      title,
      required: names,
      properties: Object.fromEntries(names.map(name => [name, { type: 'string' }])),
    })
    const form = formWith({ sign: { type: 'object', oneOf: [branch('Two', ['a', 'b']), branch('One', ['c'])] } })
    const repaired = repairTags(form, {})
    expect(repaired).toEqual({ sign: { 'x-branch': 'two' } })
    expect(judge(form, repaired)).toEqual({ stored: {}, problems: [] })
    expect(judge(form, repairTags(form, { sign: { a: 'x' } })).problems).toEqual(['/sign/b Fill in this field.'])
  })

  it('leaves out the absence of kept secrets', () => {
    const values = { url: 'https://a.example', 'x-branch': 'basic', user: 'ann' }
    expect(judge(signIn, values).problems).toEqual(['/password Fill in this field.'])
    expect(judge(signIn, values, ['/password']).problems).toEqual([])
  })
})
