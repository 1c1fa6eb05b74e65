import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { hashForSchema, schemaParser } from '@rjsf/utils'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { buildValidator } from './build-validator.ts'
import { judgeValues } from './judge-values.ts'
import { MADE_WITH, validatorHash } from './validator-hash.ts'

const require = createRequire(import.meta.url)

type Validate = ((value: unknown) => boolean) & { errors?: { keyword: string; instancePath: string }[] | null }

async function load(schema: JsonObject): Promise<Record<string, Validate>> {
  const text = buildValidator(schema)
  const module = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)
  return module.default((name: string) => {
    if (!['ajv/dist/runtime/ucs2length', 'ajv/dist/runtime/equal'].includes(name)) throw new Error(`a third: ${name}`)
    return require(name)
  })
}

const CONDITION = { required: ['mode'], properties: { mode: { const: 'proxy' } } }
const IN_BRANCH: JsonObject = {
  type: 'object',
  discriminator: { propertyName: 'kind' },
  required: ['kind'],
  oneOf: [
    {
      properties: { kind: { const: 'web' }, mode: { type: 'string' } },
      if: CONDITION,
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { required: ['host'], properties: { host: { type: 'string', minLength: 2 } } },
    },
    { properties: { kind: { const: 'file' } } },
  ],
}

describe('buildValidator', () => {
  it('asks for two run-time functions only and judges as the server does', async () => {
    const schema: JsonObject = {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', minLength: 3 }, list: { type: 'array', uniqueItems: true } },
    }
    const validators = await load(schema)
    const validate = validators[hashForSchema(schema)]
    const form = { schema, uiSchema: {}, secrets: { fields: [], targets: [] }, diagnostics: [] }
    const cases: JsonObject[] = [{ name: 'abc' }, { name: 'ab' }, {}, { name: 'abc', list: [{ a: 1 }, { a: 1 }] }]
    for (const values of cases) {
      expect(validate?.(values)).toBe(judgeValues(form, values).problems.length === 0)
    }
  })

  it('gives a condition inside a branch its own validator, which RJSF alone does not', async () => {
    expect(Object.keys(schemaParser(structuredClone(IN_BRANCH)))).not.toContain(hashForSchema(CONDITION))
    const condition = (await load(IN_BRANCH))[hashForSchema(CONDITION)]
    expect(condition?.({ mode: 'proxy' })).toBe(true)
    expect(condition?.({ mode: 'direct' })).toBe(false)
  })

  it('writes no typed value and no message into errors', async () => {
    const validate = (await load(IN_BRANCH))[hashForSchema(IN_BRANCH)]
    expect(validate?.({ kind: 'web', mode: 'proxy', host: '§' })).toBe(false)
    expect(JSON.stringify(validate?.errors)).not.toContain('§')
  })

  it('throws for a schema that cannot be compiled', () => {
    expect(() => buildValidator({ type: 'object', properties: { a: { type: 'string', pattern: '(' } } })).toThrow()
  })

  it('leaves the schema as it was', () => {
    const before = structuredClone(IN_BRANCH)
    buildValidator(IN_BRANCH)
    expect(IN_BRANCH).toEqual(before)
  })
})

describe('validatorHash', () => {
  it('does not depend on the order of keys', () => {
    expect(validatorHash({ a: 1, b: { c: 2, d: 3 } })).toBe(validatorHash({ b: { d: 3, c: 2 }, a: 1 }))
  })

  it('changes with the schema', () => {
    expect(validatorHash({ a: 1 })).not.toBe(validatorHash({ a: 2 }))
  })

  it('names the installed versions', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    for (const made of MADE_WITH.filter(one => !one.startsWith('generator@'))) {
      const at = made.lastIndexOf('@')
      expect(manifest.dependencies[made.slice(0, at)]).toBe(made.slice(at + 1))
    }
  })
})
