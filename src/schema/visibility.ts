import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { type Draft, member } from './draft.ts'

/** One test of one other field. All atoms of a field must hold for it to be shown. */
export interface Atom {
  /** Names from the object the field stands in, or from the root of the form. */
  path: string[]
  from: 'sibling' | 'root'
  test: JsonObject
  /** `is`: present and passes. `not`: not (present and passes). `is-or-absent`: passes, or is absent. */
  mode: 'is' | 'not' | 'is-or-absent'
}

const EMPTY: Json[] = [false, 0, '', null]
const OFF: Json[] = [false, 0, '']

/** What must hold for a field to be shown, in any spelling (forms.md §5.2). Empty: always shown. */
export function visibilityOf(draft: Draft): Atom[] {
  return [...fromDependencies(draft), ...fromVisibleWhen(draft), ...fromDisplayOptions(draft)]
}

function fromDependencies(draft: Draft): Atom[] {
  const map = member(draft, 'options', 'dependencies')
  if (!isObject(map)) return []
  return Object.entries(map).flatMap(([key, value]) => {
    const parts = key.split('.')
    const from = parts[0] === 'root' && parts.length > 1 ? 'root' : 'sibling'
    return dependencyAtoms(from === 'root' ? parts.slice(1) : [key], from, value)
  })
}

function dependencyAtoms(path: string[], from: Atom['from'], value: Json): Atom[] {
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, inner]) => dependencyAtoms([...path, name], from, inner))
  }
  if (value === true) return [{ path, from, test: { not: { enum: EMPTY } }, mode: 'is' }]
  if (value === false) return [{ path, from, test: { enum: OFF }, mode: 'is-or-absent' }]
  return [{ path, from, test: Array.isArray(value) ? { enum: value } : { const: value }, mode: 'is' }]
}

function fromVisibleWhen(draft: Draft): Atom[] {
  const rule = own(draft.keys, 'visible_when')
  const list = Array.isArray(rule) ? rule : [rule]
  return list.flatMap(one => {
    if (!isObject(one)) return []
    const field = own(one, 'field')
    const equals = own(one, 'equals')
    if (typeof field !== 'string' || equals === undefined) return []
    const test: JsonObject = Array.isArray(equals) ? { enum: equals } : { const: equals }
    return [{ path: [field], from: 'sibling', test, mode: 'is' }]
  })
}

function fromDisplayOptions(draft: Draft): Atom[] {
  const options = own(draft.keys, 'displayOptions')
  if (!isObject(options)) return []
  const atoms = (key: string, mode: 'is' | 'not'): Atom[] => {
    const map = own(options, key)
    return Object.entries(isObject(map) ? map : {}).flatMap(([name, values]) => {
      if (name.startsWith('@')) return []
      const from = name.startsWith('/') ? 'root' : 'sibling'
      const path = from === 'root' ? name.slice(1).split('.') : [name]
      return [{ path, from, test: testOfValues(Array.isArray(values) ? values : [values]), mode }]
    })
  }
  return [...atoms('show', 'is'), ...atoms('hide', 'not')]
}

function testOfValues(values: Json[]): JsonObject {
  const plain = values.filter(value => !isObject(value))
  const tests = values.filter(isObject).map(value => testOfOperators(own(value, '_cnd')))
  if (tests.length === 0) return { enum: plain }
  const all = plain.length > 0 ? [{ enum: plain }, ...tests] : tests
  const [only] = all
  return only && all.length === 1 ? only : { anyOf: all }
}

function testOfOperators(operators: Json | undefined): JsonObject {
  if (!isObject(operators)) return {}
  const tests = Object.entries(operators).map(([name, value]) => testOfOperator(name, value))
  const [only] = tests
  return only && tests.length === 1 ? only : { allOf: tests }
}

function testOfOperator(name: string, value: Json): JsonObject {
  const text = typeof value === 'string' ? escapePattern(value) : ''
  if (name === 'eq') return { const: value }
  if (name === 'not') return { not: { const: value } }
  if (name === 'gt') return { exclusiveMinimum: value }
  if (name === 'gte') return { minimum: value }
  if (name === 'lt') return { exclusiveMaximum: value }
  if (name === 'lte') return { maximum: value }
  if (name === 'between' && isObject(value)) return { minimum: value['from'] ?? null, maximum: value['to'] ?? null }
  if (name === 'startsWith') return { pattern: `^${text}` }
  if (name === 'endsWith') return { pattern: `${text}$` }
  if (name === 'includes') return { pattern: text }
  if (name === 'regex') return { pattern: value }
  return {}
}

function escapePattern(text: string): string {
  return text.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&')
}
