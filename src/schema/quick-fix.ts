import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { atPointer, fromPointer, toPointer } from '#shared/json-pointer.ts'
import { type JsoncDocument, parseJsonc } from '#shared/jsonc.ts'
import {
  insertComma,
  insertProperty,
  offsetAt,
  quoteAt,
  removeAt,
  renameKey,
  setValue,
  type TextEdit,
} from '#shared/jsonc-edits.ts'
import { likelyKeyword } from './likely-keyword.ts'
import { JUDGES } from './rules/object-rules.ts'
import { safePattern } from './safe-pattern.ts'
import { wordsOfKey } from './words-of-key.ts'

/** What is said about a text: which rule, where, and what to do. */
export interface FixableProblem {
  code: string
  line: number
  column: number
  pointer?: string
  fix?: string
}

interface Place {
  source: string
  root: JsoncDocument['root']
  pointer: string
  /** The last part of the pointer. */
  name: string
  /** What stands at the pointer. */
  value: Json | undefined
  /** Pointer of the object or list around it, and what it holds. */
  outside: string
  around: JsonObject
  /** The advice, as the rule wrote it. */
  advice: string
}

/**
 * The edits of `source` that mend each of `problems`, for those that can be mended without asking anybody. Every other
 * one needs its author: words only he knows, or a choice that is his.
 */
export function quickFixes<P extends FixableProblem>(source: string, problems: readonly P[]): Map<P, TextEdit[]> {
  const document = problems.some(({ code }) => Object.hasOwn(FIXES, code)) ? parseJsonc(source) : undefined
  const found = new Map<P, TextEdit[]>()
  for (const problem of problems) {
    const edits = fixText(source, problem) ?? (document ? fixPlace(source, document, problem) : [])
    if (edits.length > 0) found.set(problem, edits)
  }
  return found
}

/** Faults of the text itself, which cannot be read as JSON yet. */
function fixText(source: string, { code, line, column }: FixableProblem): TextEdit[] | undefined {
  if (code === 'missing-comma') return insertComma(source, offsetAt(source, line, column))
  if (code === 'bad-json') return quoteAt(source, offsetAt(source, line, column))
  return undefined
}

function fixPlace(source: string, { root, value: file }: JsoncDocument, problem: FixableProblem): TextEdit[] {
  const fix = Object.hasOwn(FIXES, problem.code) ? FIXES[problem.code] : undefined
  const { pointer = '', fix: advice = '' } = problem
  if (!fix || file === undefined) return []
  const path = fromPointer(pointer)
  const outside = toPointer(path.slice(0, -1))
  const around = atPointer(file, outside)
  return fix({
    source,
    root,
    pointer,
    name: path.at(-1) ?? '',
    value: atPointer(file, pointer),
    outside,
    around: isObject(around) ? around : {},
    advice,
  })
}

type Fix = (place: Place) => TextEdit[]

const remove: Fix = ({ source, root, pointer }) => removeAt(source, root, pointer)

/** By rule. What each does is what its advice says. */
const FIXES: Readonly<Record<string, Fix>> = {
  'missing-title': place => insert(place, 'title', wordsOfKey(place.name) || place.name),
  'label-as-title': ({ source, root, pointer, outside, around, value }) => {
    if (!Object.hasOwn(around, 'title')) return renameKey(root, pointer, 'title')
    const removed = removeAt(source, root, pointer)
    return removed.length > 0 ? [...setValue(root, `${outside}/title`, value ?? ''), ...removed] : []
  },
  'secret-not-marked': place => {
    const isFormatted = isObject(place.value) && Object.hasOwn(place.value, 'format')
    return isFormatted ? insert(place, 'secret', true) : insert(place, 'format', 'password')
  },
  'suspicious-keyword': place => {
    const { root, pointer, name, around, value, advice } = place
    const likely = likelyKeyword(name, around)
    if (advice.startsWith('Write ') && likely !== undefined) {
      return isAtHome(likely, value, around) ? renameKey(root, pointer, likely) : []
    }
    return ['watch', 'template', 'headerTemplate', 'links', 'enumSource', 'ui:field', 'ui:widget'].includes(name)
      ? remove(place)
      : []
  },
  'picker-in-connection': remove,
  'keyword-out': place => (place.advice.startsWith('Remove it') ? remove(place) : []),
  'keyword-type': ({ root, pointer, value, advice }) => {
    if (advice !== 'Write it without the quotes.' || typeof value !== 'string') return []
    const plain = value === 'true' ? true : value === 'false' ? false : Number(value)
    return Number.isNaN(plain) ? [] : setValue(root, pointer, plain)
  },
  'dialect-out': remove,
  'default-type': remove,
  'unknown-format': remove,
  'unknown-layout': place => (place.name === 'format' ? remove(place) : []),
  'old-words': ({ root, pointer, name, around }) =>
    name === 'extends' && !Object.hasOwn(around, 'allOf') ? renameKey(root, pointer, 'allOf') : [],
  'type-infer': place => {
    const type = /"type": "(\w+)"/.exec(place.advice)?.[1]
    if (type === undefined) return []
    return place.name === 'type' && typeof place.value === 'string'
      ? setValue(place.root, place.pointer, type)
      : insert(place, 'type', type)
  },
  'type-list': ({ root, pointer, value }) => {
    if (!Array.isArray(value)) return []
    return setValue(
      root,
      pointer,
      value.includes('string') ? 'string' : (value.find(one => one !== 'null') ?? 'string'),
    )
  },
  'required-unknown': remove,
  'root-not-object': ({ root, pointer }) => setValue(root, pointer, 'object'),
  'format-out': ({ root, pointer, advice }) =>
    advice.startsWith('Use "textarea"') ? setValue(root, pointer, 'textarea') : [],
  'pattern-safe': ({ root, pointer, value, advice }) => {
    const repaired =
      typeof value === 'string' && advice.startsWith('Remove the backslashes') && safePattern(value).pattern
    return typeof repaired === 'string' ? setValue(root, pointer, repaired) : []
  },
}

/** True for a keyword that means something here; else its right name is only the next thing to be told about. */
function isAtHome(key: string, value: Json | undefined, around: JsonObject): boolean {
  const judged = own(JUDGES, key)
  const type = own(around, 'type') === 'integer' ? 'number' : own(around, 'type')
  const isFlag = key !== 'required' || typeof value === 'boolean'
  return isFlag && !Object.hasOwn(around, key) && (judged === undefined || judged === type)
}

/** Among the words of a field, behind its type. */
function insert({ source, root, pointer, value }: Place, key: string, word: Json): TextEdit[] {
  if (!isObject(value) || Object.hasOwn(value, key)) return []
  return insertProperty(source, root, { pointer, key, value: word, after: 'type' })
}
