import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isObject } from '#shared/json.ts'
import { compile } from './compile.ts'
import { formFaults } from './fixtures/form-faults.ts'
import { anything, schemaFile } from './fixtures/random-schema.ts'
import { anyJson, compileOptions } from './fixtures/random-texts.ts'
import { matches } from './matches.ts'
import { pruneValues } from './prune-values.ts'

const AJV = {
  allErrors: true,
  multipleOfPrecision: 8,
  strict: false,
  discriminator: true,
  ownProperties: true,
  verbose: false,
  messages: false,
} as const

/** The scoreboard's line Z-1 runs the same over a hundred thousand. */
describe('compiling any JSON', { timeout: 120_000 }, () => {
  it('never throws, never changes its input, gives the same bytes twice, comes to rest and draws every field', () => {
    fc.assert(
      fc.property(anything, compileOptions, (source, options) => {
        expect(formFaults(source, options)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('emits a schema that Ajv compiles', () => {
    fc.assert(
      fc.property(anything, compileOptions, (source, options) => {
        const { schema } = compile(source, options)
        expect(() => new Ajv(AJV).compile(schema)).not.toThrow()
      }),
      { numRuns: 60 },
    )
  })

  it('judges values by hand as Ajv does', () => {
    fc.assert(
      fc.property(schemaFile, compileOptions, anyJson, (source, options, raw) => {
        const { schema } = compile(source, options)
        const values = isObject(raw) ? raw : {}
        expect(matches(schema, values)).toBe(new Ajv(AJV).compile(schema)(values))
        expect(pruneValues(schema, pruneValues(schema, values))).toEqual(pruneValues(schema, values))
      }),
      { numRuns: 60 },
    )
  })
})
