import type { KeptConnection } from '#shared/contract/connection-file.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { type JsoncDocument, parseJsonc } from '#shared/jsonc.ts'
import { maskedExcerpt } from '#shared/masked-excerpt.ts'
import { fillReferences } from './fill-references.ts'
import { nearestName } from './nearest-name.ts'

export interface ConnectionFile {
  connections: KeptConnection[]
  /** For each: pointers into its values that variables went into. */
  fromVariables: Set<string>[]
  /** `file:line:column` of a JSON Pointer. */
  placeOf(pointer: string): string
}

const KEYS = { label: 'string', type: 'string', version: 'string', shared: 'boolean', values: 'object' } as const
const WANTED = ['label', 'type', 'values']
const WORDS = { string: 'a text', boolean: 'true or false', object: 'an object' }

/** Reads a file of connections and puts the environment in. Throws `wrong_use` with a line for everything that is wrong. */
export function readConnectionFile(
  text: string,
  fileName: string,
  env: Record<string, string | undefined>,
): ConnectionFile {
  const document = parseJsonc(text)
  const placeOf = (pointer: string) => {
    const { line, column } = document.locate(pointer, 'key')
    return `${fileName}:${line}:${column}`
  }
  const problems = document.problems.map(
    ({ line, column, code, message }) =>
      `${fileName}:${line}:${column} ${code}: ${message}.\n${maskedExcerpt(text, line, column)}`,
  )
  const entries =
    problems.length > 0
      ? []
      : readList(document, (pointer, words) => {
          problems.push(`${placeOf(pointer)} ${words}`)
        })
  if (problems.length > 0) {
    throw new AppError('wrong_use', { detail: `${problems.join('\n')}\nNothing was changed.` })
  }
  const filled = entries.map(({ values }) => fillReferences(values, env))
  return {
    connections: entries.map((entry, index) => ({ ...entry, values: filled[index]?.values ?? {} })),
    fromVariables: filled.map(({ from }) => from),
    placeOf,
  }
}

type Entry = KeptConnection & { values: JsonObject }
type Complain = (pointer: string, words: string) => void

function readList({ value }: JsoncDocument, complain: Complain): Entry[] {
  const list = isObject(value) ? own(value, 'connections') : undefined
  if (!isObject(value) || !Array.isArray(list)) {
    complain('', 'type-mismatch: the file holds an object with a list "connections".')
    return []
  }
  for (const key of Object.keys(value)) {
    if (key !== 'connections' && key !== '$schema') complain(toPointer([key]), unknownKey(key, ['connections']))
  }
  return list.filter((entry, index): entry is Entry => isEntry(entry, toPointer(['connections', index]), complain))
}

function isEntry(entry: Json, at: string, complain: Complain): boolean {
  if (!isObject(entry)) {
    complain(at, 'type-mismatch: this is not an object.')
    return false
  }
  for (const key of WANTED.filter(name => !Object.hasOwn(entry, name)))
    complain(at, `missing-key: "${key}" is missing.`)
  for (const [key, value] of Object.entries(entry)) {
    const kind = Object.hasOwn(KEYS, key) ? KEYS[key as keyof typeof KEYS] : undefined
    if (!kind) complain(at + toPointer([key]), unknownKey(key, Object.keys(KEYS)))
    else if (kind === 'object' ? !isObject(value) : typeof value !== kind) {
      complain(at + toPointer([key]), `type-mismatch: "${key}" is not ${WORDS[kind]}.`)
    }
  }
  return true
}

function unknownKey(key: string, known: string[]): string {
  const near = nearestName(key, known)
  return `unknown-key: there is no "${key}" here.${near ? ` Did you mean "${near}"?` : ` Known: ${known.join(', ')}.`}`
}
