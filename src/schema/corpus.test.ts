import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { isObject, type JsonObject } from '#shared/json.ts'
import { compile } from './compile.ts'
import type { CompiledForm, CompileOptions } from './types.ts'

const OPTIONS: CompileOptions = { texts: { service: '', chain: ['en'], bundles: {} }, profile: 'installed' }
const AJV = { allErrors: true, strict: false, discriminator: true, verbose: false, messages: false } as const

/** Foreign connection schemas, kept outside this repository: a list of `{corpus, name, schema}` (forms.md §14). */
const file = process.env['FLOW_CORPUS'] ?? ''
const isThere = existsSync(file)
const title = isThere ? 'the foreign forms' : 'the foreign forms (skipped: FLOW_CORPUS names no file)'

describe.skipIf(!isThere)(title, { timeout: 60_000 }, () => {
  const entries: { name: string; schema: JsonObject }[] = isThere ? JSON.parse(readFileSync(file, 'utf8')) : []
  const forms = entries.map(({ name, schema }) => ({ name, schema, form: compile(schema, OPTIONS) }))

  it('all compile, to schemas that Ajv takes and that compile to themselves', () => {
    expect(forms.length).toBeGreaterThan(100)
    for (const { form } of forms) {
      expect(() => new Ajv(AJV).compile(form.schema)).not.toThrow()
      expect(compile(form.schema, OPTIONS).schema).toEqual(form.schema)
    }
  })

  it('show no marked secret in clear text', () => {
    const shown = forms.flatMap(({ name, schema, form }) => {
      const open = new Set(clearFields(form))
      return markedFields(schema)
        .filter(field => open.has(field))
        .map(field => `${name} ${field}`)
    })
    expect(forms.flatMap(({ schema }) => markedFields(schema)).length).toBeGreaterThan(100)
    expect(shown).toEqual([])
  })

  it('show no field that can have one value only', () => {
    const shown = forms.flatMap(({ name, form }) =>
      visibleConstants(form.schema, form.uiSchema).map(at => `${name} ${at}`),
    )
    expect(shown).toEqual([])
  })

  it('lose no field but what is reported as an error', () => {
    const lost = forms.flatMap(({ name, schema, form }) => {
      const kept = new Set(fieldNames(form.schema))
      const hasErrors = form.diagnostics.some(({ severity }) => severity === 'error')
      return hasErrors
        ? []
        : fieldNames(schema)
            .filter(field => !kept.has(field))
            .map(field => `${name} ${field}`)
    })
    expect(lost).toEqual([])
  })
})

/** Names of properties, at any depth, of a schema. */
function fieldNames(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(fieldNames)
  if (!isObject(node)) return []
  const { properties, definitions: _definitions, default: _default, examples: _examples, ...rest } = node
  const own = isObject(properties) ? Object.entries(properties) : []
  return [...own.flatMap(([name, part]) => [name, ...fieldNames(part)]), ...Object.values(rest).flatMap(fieldNames)]
}

/** Paths of names that the author marked as secret. */
function markedFields(node: unknown, path = ''): string[] {
  if (Array.isArray(node)) return node.flatMap(part => markedFields(part, path))
  if (!isObject(node)) return []
  const here = node['airbyte_secret'] === true && ['string', undefined].includes(node['type'] as string) ? [path] : []
  const { properties, ...rest } = node
  const below = Object.entries(isObject(properties) ? properties : {})
  return [
    ...here,
    ...below.flatMap(([name, part]) => markedFields(part, `${path}/${name}`)),
    ...Object.values(rest).flatMap(part => markedFields(part, path)),
  ]
}

/** Paths of the fields with a box of plain text. */
function clearFields({ uiSchema }: CompiledForm): string[] {
  const open = ['fcText', 'fcTextarea', 'fcCode', 'fcDateTime']
  const walk = (node: JsonObject, path: string): string[] => [
    ...(open.includes(String(node['ui:widget'])) ? [path] : []),
    ...Object.entries(node).flatMap(([key, part]) => {
      if (key === 'oneOf' && Array.isArray(part)) return part.filter(isObject).flatMap(branch => walk(branch, path))
      if (key.startsWith('ui:') || !isObject(part)) return []
      return walk(part, key === 'items' || key === 'additionalProperties' ? path : `${path}/${key}`)
    }),
  ]
  return walk(uiSchema, '')
}

function visibleConstants(schema: JsonObject, ui: JsonObject, path = ''): string[] {
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  const below = Object.entries(properties).flatMap(([name, part]) => {
    const look = isObject(ui[name]) ? ui[name] : {}
    return isObject(part) ? visibleConstants(part, look, `${path}/${name}`) : []
  })
  const branches = Array.isArray(schema['oneOf']) ? schema['oneOf'] : []
  const looks = Array.isArray(ui['oneOf']) ? ui['oneOf'] : []
  const inBranches = branches.flatMap((branch, i) => {
    const look = looks[i]
    return isObject(branch) && isObject(look) ? visibleConstants(branch, look, `${path}/${i}`) : []
  })
  const here = Object.hasOwn(schema, 'const') && ui['ui:widget'] !== 'hidden' ? [path] : []
  return [...here, ...below, ...inBranches]
}
