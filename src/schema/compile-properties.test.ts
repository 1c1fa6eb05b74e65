import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isObject, type JsonObject } from '#shared/json.ts'
import { compile } from './compile.ts'
import { EMITTED_KEYWORDS } from './emit-schema.ts'
import { anyJson, anything, schemaFile } from './fixtures/random-schema.ts'
import { matches } from './matches.ts'
import { pruneValues } from './prune-values.ts'
import type { CompileOptions } from './types.ts'

const OPTIONS: CompileOptions = { texts: { service: 'shop', chain: ['en'], bundles: {} }, profile: 'installed' }
const AJV = {
  allErrors: true,
  multipleOfPrecision: 8,
  strict: false,
  discriminator: true,
  ownProperties: true,
  verbose: false,
  messages: false,
} as const

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  return value
}

/** Every keyword of a schema, with whether it stands in an `if`. */
function keywordsOf(node: JsonObject, inIf = false): { key: string; inIf: boolean }[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const inside = inIf || key === 'if'
    const parts =
      key === 'properties' && isObject(value) ? Object.values(value) : Array.isArray(value) ? value : [value]
    const below = ['const', 'enum', 'default', 'required', 'discriminator'].includes(key) ? [] : parts.filter(isObject)
    return [{ key, inIf }, ...below.flatMap(part => keywordsOf(part, inside))]
  })
}

describe('compiling any JSON', { timeout: 60_000 }, () => {
  it('never throws, never changes its input, gives the same bytes twice and plain JSON', () => {
    fc.assert(
      fc.property(anything, source => {
        const frozen = freeze(source)
        const first = compile(frozen, OPTIONS)
        const text = JSON.stringify(first)
        expect(JSON.stringify(compile(frozen, OPTIONS))).toBe(text)
        expect(JSON.parse(text)).toEqual(first)
      }),
      { numRuns: 300 },
    )
  })

  it('emits keywords of the allow-list only, and a schema that Ajv compiles', () => {
    fc.assert(
      fc.property(anything, source => {
        const form = compile(source, OPTIONS)
        for (const { key, inIf } of keywordsOf(form.schema)) {
          expect([...EMITTED_KEYWORDS, ...(inIf ? ['not', 'anyOf'] : [])]).toContain(key)
        }
        expect(() => new Ajv(AJV).compile(form.schema)).not.toThrow()
      }),
      { numRuns: 200 },
    )
  })

  it('changes nothing more when its own output is compiled', () => {
    fc.assert(
      fc.property(schemaFile, source => {
        const { schema: once } = compile(source, OPTIONS)
        expect(compile(once, OPTIONS).schema).toEqual(once)
      }),
      { numRuns: 300 },
    )
  })

  it('judges values by hand as Ajv does', () => {
    fc.assert(
      fc.property(schemaFile, anyJson, (source, raw) => {
        const form = compile(source, OPTIONS)
        const values = isObject(raw) ? raw : {}
        expect(matches(form.schema, values)).toBe(new Ajv(AJV).compile(form.schema)(values))
        expect(pruneValues(form.schema, pruneValues(form.schema, values))).toEqual(pruneValues(form.schema, values))
      }),
      { numRuns: 200 },
    )
  })
})
