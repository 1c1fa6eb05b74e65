import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { secretPlaces } from '#schema/secret-places.ts'
import type { CompiledForm } from '#schema/types.ts'
import { valueAt, withValueAt } from '#schema/value-places.ts'
import type { SavedTestData, TestDataRequest } from '#shared/contract/preview.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { testVariable } from '#shared/test-variable.ts'
import type { AppContext } from './context.ts'
import { findType, formOf } from './find-type.ts'

export const TEST_DATA_FILE = 'test/testData/connectionTestData.js'

/** Whatever begins so may be written over: it is what `flow init` or this wrote. */
const OURS = ['// Written by flow preview', '// What "flow test connection" fills the form with']

/** Writes what was typed in a preview as the test data of its project; a secret becomes a variable of the environment. */
export function makeSaveTestData(context: AppContext) {
  return async ({ type, version, values, replace }: TestDataRequest): Promise<SavedTestData> => {
    const { projectRoot } = context.config
    if (projectRoot === undefined) {
      throw new AppError('not_found', { detail: 'Test data belong to a project. Start its preview with: flow preview' })
    }
    const form = formOf(context, findType(context, type, { version }), 'en')
    const { text, variables } = testDataText(form, values as JsonObject)
    const file = join(projectRoot, TEST_DATA_FILE)
    if (!replace && !(await isOurs(file))) {
      throw new AppError('already_exists', { detail: `${TEST_DATA_FILE} was written by hand. Nothing was changed.` })
    }
    await mkdir(dirname(file), { recursive: true })
    const draft = `${file}.${process.pid}.draft`
    await writeFile(draft, text, { mode: 0o644 })
    await rename(draft, file)
    return { file: TEST_DATA_FILE, variables }
  }
}

async function isOurs(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined || OURS.some(line => text.includes(line))
}

/** The file for these values, and what it reads from the environment. No secret is in it. */
export function testDataText(form: CompiledForm, values: JsonObject): { text: string; variables: string[] } {
  const marks = new Map<string, string>()
  let marked: Json = values
  for (const { path } of secretPlaces(form, values)) {
    const held = valueAt(values, path)
    if (held === undefined || held === null || held === '') continue
    const variable = testVariable(path)
    // No value can be equal to a mark: it holds a sign that JSON writes in another way.
    const mark = `\u0000${marks.size}\u0000`
    marks.set(
      mark,
      typeof held === 'string' ? `process.env.${variable}` : `JSON.parse(process.env.${variable} ?? 'null')`,
    )
    marked = withValueAt(marked, path, mark)
  }
  const source = isObject(marked) ? objectText(marked, marks, 1) : '{}'
  const variables = [...new Set([...marks.values()].map(code => /FLOW_TEST_\w+/.exec(code)?.[0] ?? ''))]
  const text = `'use strict'

// Written by flow preview: what "flow test connection" fills the form with, and what connect then has to give.
module.exports = {
  testInput: ${source},
  testOutput: {},
}
`
  return { text, variables }
}

function objectText(object: JsonObject, marks: ReadonlyMap<string, string>, depth: number): string {
  const entries = Object.entries(object).map(
    ([name, value]) => `${keyText(name)}: ${valueText(value, marks, depth + 1)}`,
  )
  return block('{', entries, '}', depth)
}

function valueText(value: Json, marks: ReadonlyMap<string, string>, depth: number): string {
  if (typeof value === 'string') return marks.get(value) ?? quoted(value)
  if (Array.isArray(value))
    return block(
      '[',
      value.map(item => valueText(item, marks, depth + 1)),
      ']',
      depth,
    )
  return isObject(value) ? objectText(value, marks, depth) : JSON.stringify(value)
}

function block(open: string, entries: readonly string[], close: string, depth: number): string {
  if (entries.length === 0) return open + close
  const inner = '  '.repeat(depth + 1)
  return `${open}\n${entries.map(entry => `${inner}${entry},\n`).join('')}${'  '.repeat(depth)}${close}`
}

/** `__proto__` as a plain key would be something else. */
function keyText(name: string): string {
  if (name === '__proto__') return `['__proto__']`
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

/** A text as code: JSON, with single quotes where that is as good. */
function quoted(text: string): string {
  const json = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  return /['"\\]/.test(json.slice(1, -1)) ? json : `'${json.slice(1, -1)}'`
}
