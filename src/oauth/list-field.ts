import { isObject, type Json } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'

/** What may stand behind a key of a list field. `null` removes a parameter the engine would add. */
export type ListValue = string | string[] | null

interface ListProblem {
  severity: 'error' | 'warning'
  code: string
  /** Index of the entry in the list; undefined when the field as a whole is meant. */
  entry: number | undefined
  message: string
}

export interface ListField<T> {
  entries: Map<string, T>
  /** Index of the entry that each name stands in last; undefined when it stands in no list. */
  places: Map<string, number | undefined>
  problems: ListProblem[]
}

/**
 * Reads a list field in all its spellings (flow-format.md §6.1): one key per entry, several keys in one entry, plain
 * objects as entries, a plain object or one JSON text in place of the list, and nothing at all.
 */
export function readListField(value: Json | undefined): ListField<ListValue> {
  return readEntries<ListValue>(value, (item, name) => {
    const value = Array.isArray(item) ? textsOf(item) : scalarText(item)
    return value === undefined
      ? { problem: `the value of "${name}" is neither text, number, true, false, null nor a list of those` }
      : { value }
  })
}

/** The same, where a value may also be an object: `oauth2_params_other`. */
export function readSchemaList(value: Json | undefined): ListField<Json> {
  return readEntries<Json>(value, (item, name) =>
    typeof item === 'string' || isObject(item)
      ? { value: item }
      : { problem: `the value of "${name}" is neither a label nor a field schema` },
  )
}

type Reader<T> = (item: Json, name: string) => { value: T } | { problem: string }

function readEntries<T>(value: Json | undefined, read: Reader<T>): ListField<T> {
  const field: ListField<T> = { entries: new Map(), places: new Map(), problems: [] }
  if (value === undefined || value === null || value === '') return field
  if (Array.isArray(value)) for (const [index, entry] of value.entries()) readEntry(field, entry, index, read)
  else readEntry(field, value, undefined, read)
  return field
}

function readEntry<T>(field: ListField<T>, raw: Json, entry: number | undefined, read: Reader<T>): void {
  const fail = (code: string, message: string) => field.problems.push({ severity: 'error', code, entry, message })
  let object = raw
  if (typeof raw === 'string') {
    const document = parseJsonc(raw)
    const first = document.problems[0]
    if (first) {
      fail(first.code, `${first.message} (column ${first.column} of the text)`)
      return
    }
    object = document.value ?? null
  }
  if (!isObject(object)) {
    fail('type-mismatch', 'expected an object such as {"name":"value"}')
    return
  }
  for (const [name, item] of Object.entries(object)) {
    field.places.set(name, entry)
    const result = read(item, name)
    if ('problem' in result) {
      fail('type-mismatch', result.problem)
      continue
    }
    if (field.entries.has(name)) {
      const message = `"${name}" stands here a second time; the later value counts`
      field.problems.push({ severity: 'warning', code: 'repeated-key', entry, message })
    }
    // The later entry wins, but keeps the place of the first one, so that requests do not change their order.
    field.entries.set(name, result.value)
  }
}

function scalarText(item: Json): string | null | undefined {
  if (item === null || typeof item === 'string') return item
  return typeof item === 'number' || typeof item === 'boolean' ? String(item) : undefined
}

function textsOf(items: Json[]): string[] | undefined {
  const texts = items.map(scalarText)
  return texts.every(text => typeof text === 'string') ? texts : undefined
}
