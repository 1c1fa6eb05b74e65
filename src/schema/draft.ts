import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import type { SecretField } from './types.ts'

/** One schema on its way through the phases. Phases make new drafts; none changes one it was given. */
export interface Draft {
  /** Pointer into the file as written. */
  at: string
  /** Running number in the file: the order of last resort. */
  index: number
  /** Every keyword without a schema inside. */
  keys: JsonObject
  properties?: Map<string, Draft>
  items?: Draft
  /** `additionalProperties`: the schema of entries with free names. */
  extra?: Draft | boolean
  union?: Union
  conditions: Condition[]
  dependents: Dependent[]
  /** Stands for a field its object declares already, under a condition or in a branch. */
  refines?: boolean
  /** Carried `required` as a yes/no flag of its own. */
  flagged?: boolean
  /** Required by `minLength`, itself or a field in it. */
  needed?: boolean
  /** What people read, in one language; filled by the texts phase. */
  words?: Words
  /** Stands for several declarations with different choices: their names are told by value, not by place. */
  namedByValue?: boolean
  secret?: Pick<SecretField, 'mark' | 'multiline'>
  /** From the formats phase on. */
  widget?: Widget
  infos?: InfoText[]
  /** From the layout phase on. */
  layout?: Layout
}

export interface Widget {
  name: string
  options: JsonObject
}

/** A text between fields. */
export interface InfoText {
  /** Running number in the file, of the field it was written as. */
  index: number
  /** The field it stands before; null at the end. */
  before: string | null
  title?: string
  text: string
  /** What the values of its object must fit for it to be shown. */
  when?: JsonObject
}

/** How an object or list is drawn (forms.md §3). */
export interface Layout {
  template: string
  plan: JsonObject
  /** Every name in order, with `*` last; for an object. */
  order?: string[]
}

interface Union {
  word: 'oneOf' | 'anyOf'
  branches: Draft[]
  /** The property that tells the branches apart, from the unions phase on. */
  tag?: string
}

export interface Condition {
  at: string
  /** The `if`, as plain JSON. */
  when: JsonObject
  /** Its `then` and its `else`. */
  met?: Draft
  unmet?: Draft
}

/** `dependencies`, `dependentRequired` and `dependentSchemas` of one name. */
export interface Dependent {
  at: string
  name: string
  requires: string[] | Draft
}

/** Everything people read about one field, resolved for one language. */
export interface Words {
  title?: string
  description?: string
  help?: string
  info?: string
  placeholder?: string
  prefix?: string
  suffix?: string
  enumNames?: string[]
  warnings?: Record<string, string>
  /** The author's words for a broken keyword, mostly `pattern`. */
  messages?: Record<string, string>
  docUrl?: string
}

/** A draft of nothing. */
export function emptyDraft(at: string): Draft {
  return { at, index: 0, keys: {}, conditions: [], dependents: [] }
}

export function isDraft(value: Draft | boolean | undefined): value is Draft {
  return typeof value === 'object'
}

/** The draft with some keywords set; undefined removes one. */
export function withKeys(draft: Draft, changes: Record<string, Json | undefined>): Draft {
  const keys = { ...draft.keys }
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) delete keys[key]
    else keys[key] = value
  }
  return { ...draft, keys }
}

export function textKey(draft: Draft, key: string): string | undefined {
  const value = own(draft.keys, key)
  return typeof value === 'string' ? value : undefined
}

/** A member of an object keyword, for example `options.hidden`. */
export function member(draft: Draft, key: string, name: string): Json | undefined {
  const value = own(draft.keys, key)
  return isObject(value) ? own(value, name) : undefined
}

export function typeOf(draft: Draft): string | undefined {
  return textKey(draft, 'type')
}

export function requiredOf(draft: Draft): string[] {
  const required = own(draft.keys, 'required')
  return Array.isArray(required) ? required.filter(name => typeof name === 'string') : []
}

/** The draft with that list of required names; an empty one goes. */
export function withRequired(draft: Draft, names: Iterable<string>): Draft {
  const list = [...new Set(names)]
  const before = own(draft.keys, 'required')
  if (list.length === 0 && before === undefined) return draft
  if (Array.isArray(before) && before.length === list.length && list.every((name, i) => name === before[i]))
    return draft
  return withKeys(draft, { required: list.length > 0 ? list : undefined })
}

export function isHidden(draft: Draft): boolean {
  const { keys } = draft
  return (
    member(draft, 'options', 'hidden') === true ||
    ['hidden', 'airbyte_hidden', 'x-hidden-field', 'automated'].some(key => own(keys, key) === true) ||
    keys['type'] === 'hidden' ||
    formatOf(draft) === 'hidden' ||
    keys['ui:widget'] === 'hidden'
  )
}

/** The `format` that counts, in lower case: `options.format`, `format`, `media.type`, `options.default_format`. */
export function formatOf(draft: Draft): string | undefined {
  const spellings = [
    member(draft, 'options', 'format'),
    draft.keys['format'],
    member(draft, 'media', 'type'),
    member(draft, 'options', 'default_format'),
  ]
  const format = spellings.find(spelling => typeof spelling === 'string' && spelling !== '')
  return typeof format === 'string' ? format.toLowerCase() : undefined
}

/** The draft with more fields required, but never a yes/no field: an unticked box is an answer. */
export function requireFields(draft: Draft, names: string[]): Draft {
  const wanted = names.filter(name => {
    const property = draft.properties?.get(name)
    return !property || typeOf(property) !== 'boolean'
  })
  return withRequired(draft, [...requiredOf(draft), ...wanted])
}

const BUTTONS = new Set(['button', 'submit', 'reset'])

/** What a declared field is: a field, a button, which is not shown, or a text between fields. */
export function roleOf(draft: Draft): 'field' | 'button' | 'info' {
  const format = formatOf(draft) ?? ''
  if (format === 'info') return 'info'
  return BUTTONS.has(format) ? 'button' : 'field'
}

/** Every name declared for this object: its own, and those that branches and conditions add. */
export function namesOf(draft: Draft, fieldsOnly = false): Set<string> {
  const names = new Set<string>()
  for (const [name, property] of draft.properties ?? []) {
    if (!fieldsOnly || roleOf(property) === 'field') names.add(name)
  }
  const add = (part: Draft | undefined) => {
    if (part) for (const name of namesOf(part, fieldsOnly)) names.add(name)
  }
  for (const branch of draft.union?.branches ?? []) add(branch)
  for (const condition of draft.conditions) {
    add(condition.met)
    add(condition.unmet)
  }
  for (const { requires } of draft.dependents) if (!Array.isArray(requires)) add(requires)
  return names
}
