import type { RJSFSchema } from '@rjsf/utils'
import { describe, expect, it, vi } from 'vitest'
import { buildValidator } from '#app/build-validator.ts'
import type { JsonObject } from '#shared/json.ts'
import { offerModule } from './fixtures/import-validator.ts'
import { loadValidator } from './load-validator.ts'
import { validatorRuntime } from './validator-runtime.ts'

vi.mock('./import-module.ts', () => import('./fixtures/import-validator.ts'))

const at = (letter: string) => ({ url: `/validators/${letter.repeat(64)}.js`, hash: letter.repeat(64) })
const schema = (): JsonObject => ({
  type: 'object',
  properties: { name: { type: 'string', minLength: 2 }, list: { type: 'array', uniqueItems: true } },
})

describe('loading a validator', () => {
  it.each([
    'https://elsewhere.example/validators/x.js',
    `//elsewhere.example/validators/${'a'.repeat(64)}.js`,
    `/validators/${'a'.repeat(63)}.js`,
    `/validators/${'a'.repeat(64)}.js?x`,
    'data:text/javascript,1',
  ])('refuses the address %s', url => {
    expect(() => loadValidator({ url, hash: 'h' }, schema())).toThrow(TypeError)
  })

  it('makes one a hash, and judges with it', async () => {
    offerModule(at('a').url, buildValidator(schema()))
    const first = await loadValidator(at('a'), schema())
    expect(await loadValidator(at('a'), schema())).toBe(first)
    expect(first.validator.rawValidation(first.schema, { name: '👍' }).errors).toHaveLength(1)
    expect(first.validator.rawValidation(first.schema, { list: [{ a: 1 }, { a: 1 }] }).errors).toHaveLength(1)
    expect(first.validator.rawValidation(first.schema, { name: 'ab', list: [1, 2] }).errors).toBeUndefined()
  })

  it('judges parts that were not compiled by their meaning, but only for its own schema', async () => {
    offerModule(at('e').url, buildValidator(schema()))
    const { schema: own, validator } = await loadValidator(at('e'), schema())
    const part: RJSFSchema = {
      type: 'object',
      allOf: [{ anyOf: [{ required: ['kind'] }] }, { properties: { kind: { const: 'a' } } }],
    } as const
    expect(validator.isValid(structuredClone(part), { kind: 'a' }, own)).toBe(true)
    expect(validator.isValid(structuredClone(part), { kind: 'b' }, own)).toBe(false)
    expect(() => validator.isValid(structuredClone(part), { kind: 'a' }, { type: 'object' })).toThrow('differs')
  })

  it('freezes the schema that the validator was made for', async () => {
    offerModule(at('b').url, buildValidator(schema()))
    const { schema: frozen } = await loadValidator(at('b'), schema())
    expect(Object.isFrozen(frozen)).toBe(true)
    expect(Object.isFrozen(frozen.properties?.['name'])).toBe(true)
  })

  it('rejects a schema that it was not made for, and tries again the next time', async () => {
    offerModule(at('c').url, buildValidator(schema()))
    await expect(loadValidator(at('c'), { type: 'object', properties: {} })).rejects.toThrow()
    await expect(loadValidator(at('c'), schema())).resolves.toBeDefined()
  })

  it('rejects when there is no module', async () => {
    await expect(loadValidator(at('d'), schema())).rejects.toThrow()
  })
})

describe('what a validator may require', () => {
  it('is two functions and nothing else', () => {
    expect(() => validatorRuntime('ajv/dist/runtime/uri')).toThrow(TypeError)
    expect(() => validatorRuntime('__proto__')).toThrow(TypeError)
    expect(validatorRuntime('ajv/dist/runtime/equal').default).toBeTypeOf('function')
  })
})
