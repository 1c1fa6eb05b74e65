import { describe, expect, it } from 'vitest'
import type { CompiledForm } from '#schema/types.ts'
import type { JsonObject } from '#shared/json.ts'
import { judgeValues } from './judge-values.ts'

function formOf(schema: JsonObject): CompiledForm {
  return { schema, uiSchema: {}, secrets: { fields: [], targets: [] }, diagnostics: [] }
}

const SERVER = formOf({
  type: 'object',
  required: ['url'],
  properties: {
    url: { type: 'string', minLength: 1, pattern: '^https?://' },
    parallel: { type: 'number', default: 5 },
    proxy: {
      type: 'object',
      required: ['host'],
      properties: { host: { type: 'string', minLength: 1 }, secure: { type: 'boolean', default: false } },
    },
  },
})

describe('judgeValues', () => {
  it('accepts good values and drops what the form does not ask for', () => {
    expect(judgeValues(SERVER, { url: 'http://x', extra: 1 })).toEqual({ values: { url: 'http://x' }, problems: [] })
  })

  it('names the field at fault and never its value', () => {
    const { problems } = judgeValues(SERVER, { url: 'hunter2' })
    expect(problems).toMatchObject([{ pointer: '/url', code: 'pattern' }])
    expect(JSON.stringify(problems)).not.toContain('hunter2')
  })

  it('says what is missing at the place where it is missing', () => {
    expect(judgeValues(SERVER, {}).problems).toMatchObject([{ pointer: '/url', code: 'required' }])
  })

  it('leaves out an optional group that nobody touched', () => {
    expect(judgeValues(SERVER, { url: 'http://x', proxy: { secure: false } })).toEqual({
      values: { url: 'http://x' },
      problems: [],
    })
  })

  it('judges a field that was emptied as absent, and stores that it was emptied', () => {
    expect(judgeValues(SERVER, { url: 'http://x', parallel: null })).toEqual({
      values: { url: 'http://x', parallel: null },
      problems: [],
    })
  })

  it('does not take an emptied field for a filled one', () => {
    expect(judgeValues(SERVER, { url: null }).problems).toMatchObject([{ pointer: '/url', code: 'required' }])
  })

  it('refuses a long text before a foreign pattern is tried on it', () => {
    const form = formOf({ type: 'object', properties: { a: { type: 'string', pattern: '^[a-z]+$' } } })
    expect(judgeValues(form, { a: `${'a'.repeat(10_001)}!` }).problems).toMatchObject([
      { pointer: '/a', code: 'maxLength' },
    ])
  })

  it('judges only the chosen branch of a union', () => {
    const form = formOf({
      type: 'object',
      required: ['kind'],
      discriminator: { propertyName: 'kind' },
      oneOf: [
        { properties: { kind: { const: 'token' }, token: { type: 'string', minLength: 1 } }, required: ['token'] },
        { properties: { kind: { const: 'none' } } },
      ],
    })
    expect(judgeValues(form, { kind: 'none', token: 'x' })).toEqual({ values: { kind: 'none' }, problems: [] })
    expect(judgeValues(form, { kind: 'token' }).problems).toMatchObject([{ pointer: '/token' }])
  })
})
