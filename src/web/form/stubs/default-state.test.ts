import { isDeepStrictEqual } from 'node:util'
import realDefaultState from '@rjsf/utils/lib/schema/getDefaultFormState.js'
import realRetrieve from '@rjsf/utils/lib/schema/retrieveSchema.js'
import realHasNested from '@rjsf/utils/lib/schemaHasNestedConditional.js'
import { customizeValidator } from '@rjsf/validator-ajv8'
import { describe, expect, it } from 'vitest'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import defaultState from './default-state.ts'
import { emittedForms } from './fixtures/emitted-forms.ts'
import hasNestedConditional from './nested-conditional.ts'
import retrieveSchema from './retrieve-schema.ts'

const validator = customizeValidator({ ajvOptionsOverrides: { discriminator: true, strict: false } })
const BEHAVIORS = [{}, { emptyObjectFields: 'skipDefaults' }] as const

/** The same numbers each time. */
function makeRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Values as a form holds them: some names missing, some emptied, a tag in every union that has a value at all. */
function valuesFor(schema: Json | undefined, random: () => number): unknown {
  if (!isObject(schema)) return undefined
  const roll = random()
  if (Array.isArray(schema['oneOf'])) {
    const branch = schema['oneOf'][Math.floor(random() * schema['oneOf'].length)]
    return { ...objectFor(schema, random), ...objectFor(branch, random, true) }
  }
  if (schema['const'] !== undefined) return roll < 0.8 ? schema['const'] : undefined
  if (schema['type'] === 'object') return roll < 0.2 ? undefined : objectFor(schema, random)
  if (schema['type'] === 'array')
    return roll < 0.3
      ? undefined
      : Array.from({ length: Math.floor(random() * 3) }, () => valuesFor(schema['items'], random))
  const choices = Array.isArray(schema['enum']) ? schema['enum'] : []
  if (roll < 0.35) return undefined
  if (choices.length > 0 && roll < 0.8) return choices[Math.floor(random() * choices.length)]
  if (schema['type'] === 'boolean') return random() < 0.5
  return schema['type'] === 'string' ? 'text' : 7
}

function objectFor(schema: Json | undefined, random: () => number, tagged = false): Record<string, unknown> {
  if (!isObject(schema)) return {}
  const values: Record<string, unknown> = {}
  const { properties, additionalProperties } = schema
  for (const [name, part] of Object.entries(isObject(properties) ? properties : {})) {
    const isTag = isObject(part) && part['const'] !== undefined
    if (tagged && isTag) values[name] = part['const']
    else if (random() < 0.7) values[name] = valuesFor(part, random)
  }
  if (isObject(additionalProperties) && random() < 0.5) values['one'] = valuesFor(additionalProperties, random)
  return values
}

describe('the stand-in for defaults', { timeout: 60_000 }, () => {
  const forms = emittedForms()

  it('fills in what RJSF fills in, into nothing and into values', () => {
    expect(forms.length).toBeGreaterThan(20)
    const random = makeRandom(7)
    for (const schema of forms) {
      const samples = [undefined, {}, ...Array.from({ length: 12 }, () => valuesFor(schema, random))]
      for (const values of samples) {
        for (const behavior of BEHAVIORS) {
          for (const begun of [false, true]) {
            const real = realDefaultState(validator, schema, values, schema, false, behavior, undefined, begun)
            const ours = defaultState(validator, schema, values, schema, false, behavior, undefined, begun)
            if (!isDeepStrictEqual(ours, real)) expect(ours, JSON.stringify({ schema, values })).toStrictEqual(real)
          }
        }
      }
    }
  })
})

describe('the stand-in for finding the schema that holds', () => {
  it('finds what RJSF finds', () => {
    const random = makeRandom(11)
    for (const schema of emittedForms().flatMap(partsOf)) {
      for (const values of [undefined, ...Array.from({ length: 6 }, () => valuesFor(schema, random))]) {
        const real = realRetrieve(validator, schema, schema, values as JsonObject)
        const ours = retrieveSchema(validator, schema, schema, values)
        if (!isDeepStrictEqual(ours, real)) expect(ours, JSON.stringify({ schema, values })).toEqual(real)
      }
    }
  })
})

describe('the stand-in for the search for conditions', () => {
  it('finds those that RJSF finds', () => {
    const found = emittedForms()
      .flatMap(partsOf)
      .map(schema => [hasNestedConditional(schema), realHasNested(schema, schema)])
    expect(new Set(found.map(([ours]) => ours)).size).toBe(2)
    for (const [ours, real] of found) expect(ours).toBe(real)
  })
})

function partsOf(schema: Json): JsonObject[] {
  if (Array.isArray(schema)) return schema.flatMap(partsOf)
  if (!isObject(schema)) return []
  const { properties, items } = schema
  return [schema, ...Object.values(isObject(properties) ? properties : {}).flatMap(partsOf), ...partsOf(items ?? null)]
}
