import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { atPointer } from '#shared/json-pointer.ts'
import { type JsoncDocument, parseJsonc } from '#shared/jsonc.ts'
import { type ListField, type ListValue, readListField, readSchemaList } from './list-field.ts'
import type { ConfigDiagnostic } from './load-types.ts'

/** Reads fields of a config.json and keeps everything that is wrong with them, with its place. Throws nothing. */
export class ConfigReader {
  readonly diagnostics: ConfigDiagnostic[] = []
  readonly document: JsonObject
  readonly #places: JsoncDocument | undefined

  constructor(document: JsonObject, source: string | undefined) {
    this.document = document
    this.#places = source === undefined ? undefined : parseJsonc(source)
  }

  get failed(): boolean {
    return this.diagnostics.some(diagnostic => diagnostic.severity === 'error')
  }

  error(pointer: string, code: string, message: string): void {
    this.#add('error', pointer, code, message)
  }

  warn(pointer: string, code: string, message: string): void {
    this.#add('warning', pointer, code, message)
  }

  /** Something that has to change in the load file, not in config.json. */
  entry(severity: ConfigDiagnostic['severity'], key: string, code: string, message: string): void {
    this.diagnostics.push({ severity, code, message, file: 'load-file', pointer: key, line: 1, column: 1 })
  }

  /** The text at `pointer`; empty when nothing or null stands there. */
  text(pointer: string): string {
    const value = this.#value(pointer) ?? ''
    if (typeof value === 'string') return value.trim()
    this.#mismatch(pointer, 'text')
    return ''
  }

  flag(pointer: string, fallback: boolean): boolean {
    const value = this.#value(pointer) ?? fallback
    if (typeof value === 'boolean') return value
    this.#mismatch(pointer, 'true or false')
    return fallback
  }

  /** A number of at least 0, or null. */
  number(pointer: string): number | null {
    const value = this.#value(pointer) ?? null
    if (value === null || (typeof value === 'number' && value >= 0)) return value
    this.#mismatch(pointer, 'a number from 0')
    return null
  }

  oneOf<T extends string>(pointer: string, allowed: readonly T[], fallback: T): T {
    const value = this.#value(pointer) ?? fallback
    const found = allowed.find(item => item === value)
    if (found === undefined) this.#mismatch(pointer, `one of: ${allowed.join(', ')}`)
    return found ?? fallback
  }

  /** A list of texts; one text stands for a list of one. */
  texts(pointer: string): string[] {
    const value = this.#value(pointer) ?? []
    const list = typeof value === 'string' ? [value] : value
    if (Array.isArray(list) && list.every(item => typeof item === 'string')) return list
    this.#mismatch(pointer, 'a list of texts')
    return []
  }

  object(pointer: string): JsonObject {
    const value = this.#value(pointer) ?? {}
    if (isObject(value)) return value
    this.#mismatch(pointer, 'an object')
    return {}
  }

  items(pointer: string): Json[] {
    const value = this.#value(pointer) ?? []
    if (Array.isArray(value)) return value
    this.#mismatch(pointer, 'a list')
    return []
  }

  list(pointer: string): Map<string, ListValue> {
    return this.#entries(pointer, readListField(this.#value(pointer)))
  }

  /** Where an entry of a list field stands: its line, or that of the field where it is no list. */
  entryPlace(pointer: string, name: string): string {
    const entry = readListField(this.#value(pointer)).places.get(name)
    return entry === undefined ? pointer : `${pointer}/${entry}`
  }

  schemas(key: string): Map<string, Json> {
    return this.#entries(`/${key}`, readSchemaList(own(this.document, key)))
  }

  #entries<T>(pointer: string, field: ListField<T>): Map<string, T> {
    for (const { severity, code, entry, message } of field.problems) {
      const place = entry === undefined ? pointer : `${pointer}/${entry}`
      const words = entry === undefined ? message : `entry ${entry + 1} of "${pointer.slice(1)}": ${message}`
      this.#add(severity, place, code, words)
    }
    return field.entries
  }

  #value(pointer: string): Json | undefined {
    return atPointer(this.document, pointer)
  }

  #mismatch(pointer: string, expected: string): void {
    this.error(pointer, 'type-mismatch', `"${pointer.slice(1)}" is not ${expected}`)
  }

  #add(severity: ConfigDiagnostic['severity'], pointer: string, code: string, message: string): void {
    const { line, column } = this.#places?.locate(pointer) ?? { line: 1, column: 1 }
    this.diagnostics.push({ severity, code, message, file: 'config', pointer, line, column })
  }
}
