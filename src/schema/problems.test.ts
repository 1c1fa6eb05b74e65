import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '#shared/json.ts'
import { formWith, signIn } from './fixtures/forms.ts'
import { explainErrors } from './problems.ts'
import type { CompiledForm } from './types.ts'

const AJV = { allErrors: true, strict: false, discriminator: true, verbose: false, messages: false } as const

function problemsOf(form: CompiledForm, values: JsonObject, kept: string[] = []) {
  const validate = new Ajv(AJV).compile(form.schema)
  validate(values)
  return explainErrors(validate.errors ?? [], form, values, { kept })
}

const messagesOf = (form: CompiledForm, values: JsonObject) =>
  problemsOf(form, values).map(({ pointer, message }) => `${pointer} ${message}`)

describe('the words for one problem', () => {
  const cases: [field: JsonObject, value: Json, message: string][] = [
    [{ type: 'string', minLength: 1 }, '', 'Fill in this field.'],
    [{ type: 'string', minLength: 3 }, 'ab', 'Use at least 3 characters.'],
    [{ type: 'string', maxLength: 1 }, 'ab', 'Use at most 1 character.'],
    [{ type: 'string', format: 'url' }, 'abc', 'Enter a full address, for example https://example.com.'],
    [{ type: 'string', pattern: '^x' }, 'abc', 'This does not have the expected form.'],
    [{ type: 'string', pattern: '^x', pattern_descriptor: 'Starts with x.' }, 'abc', 'Starts with x.'],
    [{ type: 'number' }, 'abc', 'Enter a number, for example 1.5.'],
    [{ type: 'integer' }, 1.5, 'Enter a whole number.'],
    [{ type: 'string' }, 5, 'This has the wrong kind of value.'],
    [{ type: 'number', minimum: 2 }, 1, 'Enter 2 or more.'],
    [{ type: 'number', maximum: 2 }, 3, 'Enter 2 or less.'],
    [{ type: 'number', exclusiveMinimum: 2 }, 2, 'Enter more than 2.'],
    [{ type: 'number', exclusiveMaximum: 2 }, 2, 'Enter less than 2.'],
    [{ type: 'number', multipleOf: 5 }, 7, 'Enter a multiple of 5.'],
    [{ type: 'string', enum: ['a', 'b'] }, 'c', 'Choose one of the options.'],
    [{ const: 'a' }, 'c', 'This value is fixed.'],
    [{ type: 'array', items: { type: 'string' }, minItems: 1 }, [], 'Add at least one entry.'],
    [{ type: 'array', items: { type: 'string' }, minItems: 2 }, ['a'], 'Add at least 2 entries.'],
    [{ type: 'array', items: { type: 'string' }, maxItems: 1 }, ['a', 'b'], 'Keep at most 1 entry.'],
    [{ type: 'array', items: { type: 'string' }, uniqueItems: true }, ['a', 'b', 'a'], 'Entries 1 and 3 are the same.'],
  ]

  it.each(cases)('%j with %j', (field, value, message) => {
    expect(messagesOf(formWith({ f: field }), { f: value })).toEqual([`/f ${message}`])
  })

  it.each(['string', 'number', 'boolean'])('call an empty row of a list of %ss missing, not wrong', type => {
    const form = formWith({ l: { type: 'array', items: { type } } })
    expect(messagesOf(form, { l: [null] })).toEqual(['/l/0 Fill in this field.'])
  })

  it('say what is missing by the kind of field', () => {
    const form = formWith(
      {
        t: { type: 'string' },
        c: { type: 'string', enum: ['a', 'b'] },
        l: { type: 'array', items: { type: 'string' } },
        m: { type: 'array', items: { enum: ['a', 'b'] } },
        g: { type: 'object', properties: { x: { type: 'string' } } },
      },
      { required: ['t', 'c', 'l', 'm', 'g'] },
    )
    expect(messagesOf(form, {})).toEqual([
      '/t Fill in this field.',
      '/c Choose an option.',
      '/l Add at least one entry.',
      '/m Choose an option.',
      '/g Fill in this section.',
    ])
  })

  it('name the entry of a map whose name is not allowed', () => {
    const form = formWith({
      m: { type: 'object', propertyNames: { pattern: '^[a-z]+$' }, additionalProperties: { type: 'string' } },
    })
    expect(messagesOf(form, { m: { A: 'x' } })).toEqual(['/m/A This name is not allowed.'])
  })
})

describe('the problems of a form', () => {
  it('stand at their fields, whatever the names', () => {
    const text = { type: 'string', minLength: 1 }
    const form = formWith({ 'a.b': text, 'c/d': text, 'e f': text, 'g~h': text })
    expect(problemsOf(form, {}).map(({ pointer }) => pointer)).toEqual(['/a.b', '/c~1d', '/e f', '/g~0h'])
  })

  it('are those of the chosen branch only, two equal ones as well', () => {
    const values = { url: 'https://a.example', 'x-branch': 'basic' }
    expect(messagesOf(signIn, values)).toEqual(['/user Fill in this field.', '/password Fill in this field.'])
  })

  it('leave out the absence of kept secrets', () => {
    const values = { url: 'https://a.example', 'x-branch': 'basic', user: 'ann' }
    expect(problemsOf(signIn, values, ['/password'])).toEqual([])
  })

  it('leave out errors that run through a branch the tag does not name', () => {
    const error = {
      instancePath: '',
      schemaPath: '#/oneOf/1/required',
      keyword: 'required',
      params: { missingProperty: 'token' },
    }
    expect(explainErrors([error], signIn, { 'x-branch': 'basic' })).toEqual([])
    expect(explainErrors([error], signIn, { 'x-branch': 'token' })).toHaveLength(1)
  })

  it('say that an unknown tag is no option', () => {
    expect(problemsOf(signIn, { url: 'https://a.example', 'x-branch': 'gone' })).toEqual([
      { pointer: '', keyword: 'discriminator', message: 'Choose one of the options.' },
    ])
  })

  it('are one a field, the most basic one', () => {
    const form = formWith({ f: { type: 'string', minLength: 3, pattern: '^x' } })
    expect(problemsOf(form, { f: 'ab' }).map(({ keyword }) => keyword)).toEqual(['minLength'])
  })

  it('leave out groups nobody touched', () => {
    const group = {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, on: { type: 'boolean' } },
    }
    expect(problemsOf(formWith({ proxy: group }), { proxy: { on: false } })).toEqual([])
    expect(problemsOf(formWith({ proxy: group }), { proxy: { on: true } })).toHaveLength(1)
  })

  it('never hold a value', () => {
    const form = formWith({
      password: { type: 'string', format: 'password', minLength: 9, pattern: '^[0-9]+$', enum: ['x'] },
    })
    expect(JSON.stringify(problemsOf(form, { password: 'hush' }))).not.toContain('hush')
  })

  it('show what gathers others only when it stands alone', () => {
    const any = { instancePath: '/a', schemaPath: '#/x', keyword: 'anyOf', params: {} }
    const deep = { instancePath: '/a/b', schemaPath: '#/y', keyword: 'type', params: { type: 'string' } }
    expect(explainErrors([any, deep], formWith({}), {}).map(({ pointer }) => pointer)).toEqual(['/a/b'])
    expect(explainErrors([any], formWith({}), {})[0]?.message).toBe('These values do not fit together.')
  })
})
