import { existsSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { discoverConnectors } from '#connectors/discover.ts'
import { compile } from '#schema/compile.ts'
import type { CompiledForm } from '#schema/types.ts'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import * as sources from '#web/form/fixtures/sources.ts'
import { hardShapes, randomForms } from './hard-forms.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** The connector that all these forms are types of. */
export const SERVICE = 'verdict'

/** One connection.json and the form that came out of it. */
export interface VerdictForm {
  /** Where it comes from, for the report. */
  name: string
  /** Name of its connection type: `verdict-t7`. */
  type: string
  document: JsonObject
  form: CompiledForm
  /** One of the hard shapes: worth more data than others. */
  hard: boolean
}

interface ReadForms {
  forms: VerdictForm[]
  /** How many of them other people wrote. */
  foreign: number
}

/**
 * Everything a form can be made of here: our own files, and the foreign ones when `FLOW_CORPUS` names a file. `most`:
 * no more than that, from all kinds, and the hard shapes always.
 */
export async function readForms(most = Number.POSITIVE_INFINITY): Promise<ReadForms> {
  const own = [...(await readExamples()), ...readFixtures(), ...(await readCases()), ...randomForms(100)]
  const foreign = await readForeign()
  const sources = [...own, ...foreign].filter(({ document }) => isObject(document))
  const always = hardShapes()
  const step = Math.max(1, sources.length / (most - always.length))
  const taken = sources.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step))
  const forms = [...always, ...taken].flatMap(({ name, document }, i) => {
    const input = isObject(document) && isObject(document['input']) ? document['input'] : document
    const whole = { input }
    const form = compile(whole, { texts: { service: SERVICE, chain: ['en'], bundles: {} }, profile: 'installed' })
    // What no server would offer has no form to judge by.
    const usable = isUsable(whole) && Object.keys(form.schema).length > 1
    return usable ? [{ name, type: `${SERVICE}-t${i}`, document: whole, form, hard: i < always.length }] : []
  })
  const names = new Set(foreign.map(one => one.name))
  return { forms, foreign: forms.filter(one => names.has(one.name)).length }
}

function isUsable(whole: { input: Json }): boolean {
  const type = isObject(whole.input) ? whole.input['type'] : undefined
  return (type === undefined || type === 'object') && parseJsonc(JSON.stringify(whole)).problems.length === 0
}

interface Source {
  name: string
  document: Json
}

async function readExamples(): Promise<Source[]> {
  const { connectors } = await discoverConnectors([join(ROOT, 'examples', 'connectors')])
  return connectors.flatMap(({ connections }) => connections.map(({ name, document }) => ({ name, document })))
}

function readFixtures(): Source[] {
  return Object.entries(sources).map(([name, document]) => ({ name: `fixture ${name}`, document }))
}

async function readCases(): Promise<Source[]> {
  const files = await Array.fromAsync(glob('src/schema/*.cases/*.json', { cwd: ROOT }))
  const read = files.toSorted().map(async file => {
    const content = JSON.parse(await readFile(join(ROOT, file), 'utf8')) as Json
    const cases = (Array.isArray(content) ? content : [content]).filter(isObject)
    return cases.map((one, i) => ({ name: `case ${basename(file, '.json')} ${i}`, document: one['in'] ?? null }))
  })
  return (await Promise.all(read)).flat()
}

async function readForeign(): Promise<Source[]> {
  const file = process.env['FLOW_CORPUS'] ?? ''
  if (!existsSync(file)) return []
  const entries = JSON.parse(await readFile(file, 'utf8')) as { corpus: string; name: string; schema: Json }[]
  return entries.map(({ corpus, name, schema }) => ({ name: `${corpus} ${name}`, document: schema }))
}
