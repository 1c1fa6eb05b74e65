import { isObject, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { buildMap } from './build-map.ts'
import { type Condition, type Dependent, type Draft, emptyDraft } from './draft.ts'
import { isReservedName } from './names.ts'
import type { Resolving, Step } from './resolving.ts'

/** Keywords with schemas inside; the rest is copied as it is. */
const STRUCTURE = new Set(
  'properties items prefixItems additionalProperties oneOf anyOf allOf extends if then else dependencies dependentRequired dependentSchemas definitions $defs patternProperties $ref'.split(
    ' ',
  ),
)

/** The draft of a schema without what it refers to and without the parts of its `allOf`. */
export function buildStructure(resolving: Resolving, raw: JsonObject, step: Step): Draft {
  const { at } = step
  const draft = emptyDraft(at)
  for (const [key, value] of Object.entries(raw)) {
    if (!STRUCTURE.has(key) && !isReservedName(key)) draft.keys[key] = value
  }
  const choices = own(raw, 'enum')
  if (Array.isArray(choices) && choices.length > resolving.caps.enumValues) {
    resolving.refuse(`${at}/enum`, 'This list of choices is longer than it may be.')
  }
  const inside: Step = { ...step, nesting: step.nesting + 1 }
  const deeper: Step = { ...inside, depth: step.depth + 1 }
  const properties = own(raw, 'properties')
  if (isObject(properties)) draft.properties = buildProperties(resolving, properties, deeper)
  else if (properties !== undefined) {
    resolving.report.error('keyword-type', `${at}/properties`, '"properties" is no object.', 'Write {"name": {…}}.')
  }
  buildItems(resolving, raw, draft, deeper)
  buildMap(resolving, raw, draft, deeper)
  buildUnion(resolving, raw, draft, inside)
  draft.conditions = buildConditions(resolving, raw, inside)
  draft.dependents = buildDependents(resolving, raw, inside)
  return draft
}

function buildProperties(resolving: Resolving, raw: JsonObject, step: Step): Map<string, Draft> {
  const properties = new Map<string, Draft>()
  const entries = Object.entries(raw)
  if (entries.length > resolving.caps.properties) {
    resolving.refuse(`${step.at}/properties`, 'This object has more fields than a form may have.')
    return properties
  }
  for (const [name, value] of entries) {
    const at = step.at + toPointer(['properties', name])
    if (isReservedName(name) || UNUSABLE.has(name) || name.startsWith('ui:') || name.length > MAX_NAME) {
      resolving.report.error('name-reserved', at, 'A field cannot have this name.', 'Give the field another name.')
      continue
    }
    const property = resolving.build(value, { ...step, at })
    if (property) properties.set(name, property)
  }
  return properties
}

/**
 * Ajv takes a required "" inside an `if` for nothing missing; the others mean something else in a uiSchema: the rest of
 * an order, the looks of branches and of entries with free names.
 */
const UNUSABLE = new Set(['', '*', 'oneOf', 'additionalProperties'])
const MAX_NAME = 500

function buildItems(resolving: Resolving, raw: JsonObject, draft: Draft, step: Step): void {
  const key = Object.hasOwn(raw, 'prefixItems') ? 'prefixItems' : 'items'
  const items = own(raw, key)
  if (items === undefined) return
  const isTuple = Array.isArray(items)
  if (isTuple) {
    const message = 'A list of item schemas is read as its first entry.'
    resolving.report.warning('tuple-items', `${step.at}/${key}`, message, 'Write one schema for all items.')
  }
  const first = isTuple ? items[0] : items
  const at = isTuple ? `${step.at}/${key}/0` : `${step.at}/${key}`
  const built = first === undefined ? undefined : resolving.build(first, { ...step, at })
  if (built) draft.items = built
}

function buildUnion(resolving: Resolving, raw: JsonObject, draft: Draft, step: Step): void {
  for (const word of ['oneOf', 'anyOf'] as const) {
    const list = own(raw, word)
    if (list === undefined) continue
    const at = `${step.at}/${word}`
    if (!Array.isArray(list)) {
      resolving.report.warning(
        'keyword-type',
        at,
        `"${word}" is no list, so it is left out.`,
        'Write a list of schemas.',
      )
      continue
    }
    const choices = list.every(branch => isObject(branch) && Object.hasOwn(branch, 'const'))
    const limit = choices ? resolving.caps.enumValues : resolving.caps.branches
    if (list.length > limit) resolving.refuse(at, 'This union has more branches than it may have.')
    const branches = list.flatMap((branch, i) => {
      return resolving.build(branch, { ...step, at: `${at}/${i}`, unions: step.unions + 1 }) ?? []
    })
    if (branches.length === 0) continue
    if (!draft.union) draft.union = { word, branches }
    else {
      const message = '"anyOf" beside "oneOf" is left out.'
      resolving.report.error('suspicious-keyword', at, message, 'Put one of the two into a property of its own.')
    }
  }
}

function buildConditions(resolving: Resolving, raw: JsonObject, step: Step): Condition[] {
  const when = own(raw, 'if')
  if (when === undefined) return []
  if (!isObject(when)) {
    const fix = 'Write a schema that the values must fit.'
    resolving.report.warning('keyword-type', `${step.at}/if`, '"if" holds no test, so it is left out.', fix)
    return []
  }
  const at = `${step.at}/if`
  const condition: Condition = { at, when: resolving.inline(when, { ...step, at }) }
  const part = (key: string) => {
    const value = own(raw, key)
    if (value === undefined || value === true) return undefined
    if (isObject(value)) return resolving.build(value, { ...step, at: `${step.at}/${key}` })
    const message = `"${key}" holds no fields, so it is left out.`
    resolving.report.warning('keyword-type', `${step.at}/${key}`, message, 'Write an object with "properties".')
    return undefined
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
      if (resolving.over) return []
      const at = step.at + toPointer([key, name])
      if (name === '' || isReservedName(name)) continue
      if (isObject(value)) {
        const requires = resolving.build(value, { ...step, at })
        if (requires) dependents.push({ at, name, requires })
        continue
      }
      if (++resolving.count > resolving.caps.nodes) resolving.refuse(at, 'This form is larger than a form may be.')
      const names = [value].flat().filter(item => typeof item === 'string')
      dependents.push({ at, name, requires: names })
    }
  }
  return dependents
}
