import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { fillConstants } from './fill-constants.ts'
import { judgeValues } from './judge-values.ts'
import type { CompiledForm } from './types.ts'

const kind = { type: 'string', const: 'HMAC', default: 'HMAC' }
const group: JsonObject = {
  type: 'object',
  properties: { kind, free: { type: 'string', const: 'x' }, key: { type: 'string' } },
  required: ['kind', 'key'],
}
const inForm = (part: JsonObject, required: string[] = []): JsonObject => ({
  type: 'object',
  properties: { group: part },
  required,
})

describe('constants that nobody can enter', () => {
  it('are put into a group that is there, when they are required', () => {
    expect(fillConstants(inForm(group), { group: { key: 'k' } })).toEqual({ group: { key: 'k', kind: 'HMAC' } })
    const rows = { type: 'array', items: group }
    expect(fillConstants(inForm(rows), { group: [{ key: 'a' }] })).toEqual({ group: [{ key: 'a', kind: 'HMAC' }] })
  })

  it('make a required group, and no optional one', () => {
    expect(fillConstants(inForm(group, ['group']), {})).toEqual({ group: { kind: 'HMAC' } })
    const values = {}
    expect(fillConstants(inForm(group), values)).toBe(values)
  })

  it('change nothing that is there, even what is wrong, and no tag of a union', () => {
    const values = { group: { kind: 'other', key: 'k' } }
    expect(fillConstants(inForm(group), values)).toBe(values)
    const tagged = { properties: { kind }, required: ['kind'] }
    const union = { type: 'object', oneOf: [tagged], discriminator: { propertyName: 'kind' } }
    expect(fillConstants(inForm(union, ['group']), { group: {} })).toEqual({ group: {} })
  })

  it('are there when values are judged, and are stored with them', () => {
    const form: CompiledForm = {
      schema: inForm(group),
      uiSchema: {},
      secrets: { fields: [], targets: [] },
      diagnostics: [],
    }
    const seen: JsonObject[] = []
    const errorsOf = (values: JsonObject) => {
      seen.push(values)
      return []
    }
    const { values } = judgeValues(form, { group: { key: 'k' } }, { errorsOf })
    expect(values).toEqual({ group: { key: 'k', kind: 'HMAC' } })
    expect(seen).toEqual([values])
  })
})
