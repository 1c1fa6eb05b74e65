import { isObject, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { type JsoncDocument, parseJsonc } from '#shared/jsonc.ts'
import { maskedExcerpt } from '#shared/masked-excerpt.ts'
import type { LoadFile, PlacedLoadEntry } from './load-types.ts'
import { slugOf } from './slug.ts'

/**
 * Reads an OAuth load file (flow-format.md §10). Each problem is one line as the person sees it,
 * `oauths.json:4:9 missing-comma: … Nothing was loaded.` Values are never repeated. Throws nothing.
 */
export function readLoadFile(text: string, fileName: string): LoadFile {
  const document = parseJsonc(text)
  const file: LoadFile = { entries: [], problems: [], warnings: [], skipped: [] }
  for (const { line, column, code, message } of document.problems) {
    const shown = maskedExcerpt(text, line, column)
    file.problems.push(`${fileName}:${line}:${column} ${code}: ${message}. Nothing was loaded.\n${shown}`)
  }
  if (file.problems.length > 0) return file
  const reading: Reading = { document, text, fileName, file }
  if (!isObject(document.value)) {
    addProblem(reading, [], 'type-mismatch', 'expected an object with a connector name as each key')
    return file
  }
  for (const connector of realKeys(document.value)) {
    // Names what an editor checks the file with.
    if (connector === '$schema') continue
    readConnector(reading, connector, own(document.value, connector))
  }
  return file.problems.length > 0 ? { ...file, entries: [] } : file
}

interface Reading {
  document: JsoncDocument
  text: string
  fileName: string
  file: LoadFile
}

function readConnector(reading: Reading, connector: string, value: unknown): void {
  if (!isObject(value)) {
    addProblem(reading, [connector], 'type-mismatch', `"${connector}" is not an object of display names`)
    return
  }
  const slugs = new Map<string, string>()
  for (const displayName of realKeys(value)) {
    const slug = slugOf(displayName)
    const twin = slugs.get(slug)
    if (twin !== undefined) {
      const message = `"${displayName}" and "${twin}" would share one return address (${slug}). Change one of the names`
      addProblem(reading, [connector, displayName], 'equal-slug', message)
    }
    slugs.set(slug, displayName)
    const entry = readEntry(reading, connector, displayName, value)
    if (entry) reading.file.entries.push(entry)
  }
}

function readEntry(
  reading: Reading,
  connector: string,
  displayName: string,
  names: JsonObject,
): PlacedLoadEntry | undefined {
  const path = [connector, displayName]
  const object = own(names, displayName)
  if (!isObject(object) || displayName.trim() === '') {
    addProblem(reading, path, 'type-mismatch', `"${displayName}" is not a display name with an object behind it`)
    return undefined
  }
  const values: [string, string][] = []
  const unfilled: string[] = []
  for (const key of realKeys(object)) {
    const value = own(object, key)
    if (typeof value !== 'string') {
      addProblem(reading, [...path, key], 'type-mismatch', `the value of "${key}" is not a text`)
    } else if (/^\s*<[^<>]*>\s*$/.test(value)) unfilled.push(key)
    else values.push([key, key.endsWith('_KEY') || key === 'CA' || key === 'CERTIFICATE' ? value : value.trim()])
  }
  const position = reading.document.locate(toPointer(path), 'key')
  if (unfilled.length > 0) {
    const place = `${reading.fileName}:${position.line}:${position.column}`
    const list = unfilled.map(key => `"${key}"`).join(', ')
    reading.file.warnings.push(`${place} ${connector} / ${displayName} was skipped: ${list} still has to be filled in.`)
    reading.file.skipped.push({ connector, displayName })
    return undefined
  }
  return { connector, displayName, values: Object.fromEntries(values), position }
}

/** Keys that start with `_` or `//` are comments. */
function realKeys(object: JsonObject): string[] {
  return Object.keys(object).filter(key => !key.startsWith('_') && !key.startsWith('//'))
}

function addProblem({ document, text, fileName, file }: Reading, path: string[], code: string, message: string): void {
  const { line, column } = document.locate(toPointer(path))
  const shown = maskedExcerpt(text, line, column)
  file.problems.push(`${fileName}:${line}:${column} ${code}: ${message}. Nothing was loaded.\n${shown}`)
}
