import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '#shared/json.ts'
import { compile } from './compile.ts'
import type { CompiledForm, CompileOptions, Diagnostic, TextBundles } from './types.ts'

/** One case: what goes in, the parts of the form that must come out, and every diagnostic. */
interface Case {
  name: string
  in: Json
  texts?: TextBundles
  profile?: CompileOptions['profile']
  out: Partial<Omit<CompiledForm, 'diagnostics'>>
  diagnostics: Pick<Diagnostic, 'pointer' | 'rule' | 'severity'>[]
}

const here = new URL('./', import.meta.url)
const folders = readdirSync(here).filter(name => name.endsWith('.cases'))
const TEXTS: TextBundles = { service: 'shop', chain: ['en'], bundles: {} }

/** Reported for almost every short schema; listed in a case only where they are what it is about. */
const COMMON = new Set(['missing-description', 'missing-title'])

function readCases(folder: string): [file: string, content: Case][] {
  const at = new URL(`${folder}/`, here)
  return readdirSync(at).map(file => [file, JSON.parse(readFileSync(new URL(file, at), 'utf8'))])
}

describe.each(folders)('%s', folder => {
  it.each(readCases(folder))('%s', (_file, { in: source, out, diagnostics, texts = TEXTS, profile = 'installed' }) => {
    const form = compile(source, { texts, profile })
    const listed = new Set(diagnostics.map(({ rule }) => rule))
    const found = form.diagnostics
      .filter(({ rule }) => listed.has(rule) || !COMMON.has(rule))
      .map(({ pointer, rule, severity }) => ({ pointer, rule, severity }))
    expect(found).toEqual(diagnostics)
    if (out.schema) expect(form.schema).toEqual(out.schema)
    if (out.secrets) expect(form.secrets).toEqual(out.secrets)
    if (out.uiSchema) expect(form.uiSchema).toMatchObject(out.uiSchema)
    expect(Object.keys(out).length).toBeGreaterThan(0)
  })

  it.each(readCases(folder))('%s comes to rest: its output compiles to itself', (_file, { in: source }) => {
    if (JSON.stringify(source).includes('"optional":true')) return
    const { schema } = compile(source, { texts: TEXTS, profile: 'installed' })
    expect(compile(schema, { texts: TEXTS, profile: 'installed' }).schema).toEqual(schema)
  })

  it.each(readCases(folder))('%s holds no word in its schema', (_file, { in: source }) => {
    const { schema } = compile(source, { texts: TEXTS, profile: 'installed' })
    expect(wordsIn(schema)).toEqual([])
  })
})

function wordsIn(schema: JsonObject): string[] {
  const found: string[] = []
  JSON.stringify(schema, (key, value) => {
    if (['title', 'description'].includes(key) && typeof value === 'string') found.push(key)
    return value
  })
  return found
}
