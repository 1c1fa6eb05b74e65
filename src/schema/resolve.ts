import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { atPointer, toPointer } from '#shared/json-pointer.ts'
import type { Caps } from './caps.ts'
import type { Condition, Dependent, Draft } from './draft.ts'
import { mergeDrafts } from './merge-drafts.ts'
import { isReservedName } from './names.ts'
import type { ReadSchema } from './read.ts'
import { refine } from './refine.ts'
import type { Report } from './report.ts'

/** Keywords with schemas inside; the rest is copied as it is. */
const STRUCTURE = new Set(
  'properties items additionalProperties oneOf anyOf allOf extends if then else not dependencies dependentRequired dependentSchemas definitions $defs patternProperties contains $ref'.split(
    ' ',
  ),
)

interface Resolving {
  read: ReadSchema
  caps: Caps
  report: Report
  count: number
  over: boolean
}

interface Step {
  at: string
  depth: number
  unions: number
  /** References being followed, outermost first. */
  refs: readonly string[]
}

/**
 * Phase 2: the schema as a draft tree: local references are copied in, the parts of an `allOf` merged.
 * Undefined when the form is larger than the caps allow, which is reported.
 */
export function resolve(read: ReadSchema, root: JsonObject, caps: Caps, report: Report): Draft | undefined {
  const resolving: Resolving = { read, caps, report, count: 0, over: false }
  const draft = build(resolving, root, { at: read.at, depth: 0, unions: 0, refs: [] })
  return resolving.over ? undefined : refine(draft ?? emptyDraft(read.at))
}

export function emptyDraft(at: string): Draft {
  return { at, index: 0, keys: {}, conditions: [], dependents: [] }
}

function build(resolving: Resolving, raw: Json | undefined, step: Step): Draft | undefined {
  if (raw === false || resolving.over) return undefined
  const index = ++resolving.count
  if (index > resolving.caps.nodes || step.depth > resolving.caps.depth || step.unions > resolving.caps.unionDepth) {
    return refuse(resolving, step.at, 'This form is larger than a form may be.')
  }
  if (raw === true || raw === undefined) return { ...emptyDraft(step.at), index }
  if (!isObject(raw)) {
    resolving.report.error('keyword-type', step.at, 'A schema must stand here.', 'Write an object with a "type".')
    return undefined
  }
  const reference = own(raw, '$ref')
  const target = reference === undefined ? emptyDraft(step.at) : follow(resolving, reference, step)
  if (!target) return undefined
  let draft = mergeDrafts({ ...target, at: step.at, index }, { ...buildOwn(resolving, raw, step), index }, 'over')
  for (const { part, at } of partsOf(resolving, raw, step.at)) {
    const built = build(resolving, part, { ...step, at, depth: step.depth + 1 })
    if (!built) continue
    if (draft.union && built.union) {
      const message = 'Two unions stand on one object; only the first is shown.'
      resolving.report.warning('allof-merge', at, message, 'Give the second union a property of its own.')
    }
    draft = mergeDrafts(draft, built, 'tight')
  }
  return draft
}

function refuse(resolving: Resolving, at: string, message: string): undefined {
  resolving.over = true
  resolving.report.error('no-schema', at, message, 'Make it smaller: fewer fields, branches or levels.')
  return undefined
}

function follow(resolving: Resolving, reference: Json, step: Step): Draft | undefined {
  const at = `${step.at}/$ref`
  const bad = (message: string, fix: string) => {
    resolving.report.error('bad-ref', at, message, fix)
    return undefined
  }
  if (typeof reference !== 'string' || !/^#(\/|$)/.test(reference)) {
    return bad('This reference leaves the file; nothing is fetched.', 'Copy the schema into this file.')
  }
  if (step.refs.includes(reference)) {
    return bad('This reference leads back to itself.', 'Write the schema without the circle.')
  }
  const pointer = decodePointer(reference.slice(1))
  const inRoot = atPointer(resolving.read.root, pointer)
  const target = inRoot ?? atPointer(resolving.read.file, pointer)
  if (target === undefined) {
    return bad('This reference leads nowhere.', 'Name a place in this file, for example "#/definitions/address".')
  }
  const targetAt = inRoot === undefined ? pointer : resolving.read.at + pointer
  return build(resolving, target, {
    ...step,
    at: targetAt,
    depth: step.depth + 1,
    refs: [...step.refs, reference],
  })
}

function decodePointer(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** The parts of `allOf` and of its old name `extends`. */
function partsOf(resolving: Resolving, raw: JsonObject, at: string): { part: Json; at: string }[] {
  const parts: { part: Json; at: string }[] = []
  for (const key of ['allOf', 'extends']) {
    const value = own(raw, key)
    if (value === undefined) continue
    if (key === 'extends') {
      resolving.report.info('old-words', `${at}/extends`, '"extends" is read as "allOf".', 'Write "allOf".')
    }
    if (Array.isArray(value)) parts.push(...value.map((part, i) => ({ part, at: `${at}/${key}/${i}` })))
    else parts.push({ part: value, at: `${at}/${key}` })
  }
  return parts
}

function buildOwn(resolving: Resolving, raw: JsonObject, step: Step): Draft {
  const { at } = step
  const inside: Step = { ...step, depth: step.depth + 1 }
  const draft = emptyDraft(at)
  for (const [key, value] of Object.entries(raw)) {
    if (!STRUCTURE.has(key) && !isReservedName(key)) draft.keys[key] = value
  }
  const choices = own(raw, 'enum')
  if (Array.isArray(choices) && choices.length > resolving.caps.enumValues) {
    refuse(resolving, `${at}/enum`, 'This list of choices is longer than it may be.')
  }
  const properties = own(raw, 'properties')
  if (isObject(properties)) draft.properties = buildProperties(resolving, properties, inside)
  else if (properties !== undefined) {
    resolving.report.error('keyword-type', `${at}/properties`, '"properties" is no object.', 'Write {"name": {…}}.')
  }
  const items = own(raw, 'items')
  const first = Array.isArray(items) ? items[0] : items
  if (Array.isArray(items)) {
    const message = 'A list of item schemas is read as its first entry.'
    resolving.report.warning('tuple-items', `${at}/items`, message, 'Write one schema for all items.')
  }
  if (first !== undefined) setPart(draft, 'items', build(resolving, first, { ...inside, at: `${at}/items` }))
  const extra = own(raw, 'additionalProperties')
  if (typeof extra === 'boolean') draft.extra = extra
  else if (extra !== undefined) {
    setPart(draft, 'extra', build(resolving, extra, { ...inside, at: `${at}/additionalProperties` }))
  }
  buildUnion(resolving, raw, draft, inside)
  draft.conditions = buildConditions(resolving, raw, inside)
  draft.dependents = buildDependents(resolving, raw, inside)
  return draft
}

function setPart(draft: Draft, key: 'items' | 'extra', part: Draft | undefined): void {
  if (part) draft[key] = part
}

function buildProperties(resolving: Resolving, raw: JsonObject, step: Step): Map<string, Draft> {
  const properties = new Map<string, Draft>()
  const entries = Object.entries(raw)
  if (entries.length > resolving.caps.properties) {
    refuse(resolving, `${step.at}/properties`, 'This object has more fields than a form may have.')
  }
  for (const [name, value] of entries) {
    const at = step.at + toPointer(['properties', name])
    // Ajv takes a required "" inside an `if` for nothing missing.
    if (name === '' || isReservedName(name) || name.startsWith('ui:')) {
      resolving.report.error('name-reserved', at, 'A field cannot have this name.', 'Give the field another name.')
      continue
    }
    const property = build(resolving, value, { ...step, at })
    if (property) properties.set(name, property)
  }
  return properties
}

function buildUnion(resolving: Resolving, raw: JsonObject, draft: Draft, step: Step): void {
  for (const word of ['oneOf', 'anyOf'] as const) {
    const list = own(raw, word)
    if (!Array.isArray(list)) continue
    const at = `${step.at}/${word}`
    const choices = list.every(branch => isObject(branch) && Object.hasOwn(branch, 'const'))
    const limit = choices ? resolving.caps.enumValues : resolving.caps.branches
    if (list.length > limit) refuse(resolving, at, 'This union has more branches than it may have.')
    const branches = list.flatMap((branch, i) => {
      return build(resolving, branch, { ...step, at: `${at}/${i}`, unions: step.unions + 1 }) ?? []
    })
    if (branches.length === 0) continue
    if (!draft.union) draft.union = { word, branches }
    else {
      const message = '"anyOf" beside "oneOf" is left out.'
      resolving.report.warning('suspicious-keyword', at, message, 'Put one of the two into a property of its own.')
    }
  }
}

function buildConditions(resolving: Resolving, raw: JsonObject, step: Step): Condition[] {
  const when = own(raw, 'if')
  if (!isObject(when)) return []
  const condition: Condition = { at: `${step.at}/if`, when }
  const part = (key: string) => {
    const value = own(raw, key)
    return isObject(value) ? build(resolving, value, { ...step, at: `${step.at}/${key}` }) : undefined
  }
  const [met, unmet] = [part('then'), part('else')]
  if (met) condition.met = met
  if (unmet) condition.unmet = unmet
  return met || unmet ? [condition] : []
}

function buildDependents(resolving: Resolving, raw: JsonObject, step: Step): Dependent[] {
  const dependents: Dependent[] = []
  for (const key of ['dependencies', 'dependentRequired', 'dependentSchemas']) {
    const map = own(raw, key)
    for (const [name, value] of Object.entries(isObject(map) ? map : {})) {
      const at = step.at + toPointer([key, name])
      if (name === '' || isReservedName(name)) continue
      if (typeof value === 'string') dependents.push({ at, name, requires: [value] })
      else if (Array.isArray(value)) {
        dependents.push({ at, name, requires: value.filter(item => typeof item === 'string') })
      } else {
        const requires = isObject(value) ? build(resolving, value, { ...step, at }) : undefined
        if (requires) dependents.push({ at, name, requires })
      }
    }
  }
  return dependents
}
