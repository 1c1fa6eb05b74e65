import { isObject, type Json, own } from '#shared/json.ts'
import { cleanNames } from '../clean-names.ts'
import { type Draft, isDraft, requiredOf, typeOf, withKeys } from '../draft.ts'
import { matches } from '../matches.ts'
import type { Report } from '../report.ts'
import type { Rule } from './rule.ts'

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array'])

/** The type a value shows, for the kinds a field can have. */
export function typeOfValue(value: Json | undefined): string | undefined {
  if (Array.isArray(value)) return 'array'
  if (isObject(value)) return 'object'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value === 'string' || typeof value === 'boolean' ? typeof value : undefined
}

function inferType(draft: Draft): string | undefined {
  if (draft.properties || isDraft(draft.extra)) return 'object'
  if (draft.items) return 'array'
  const choices = own(draft.keys, 'enum')
  if (Array.isArray(choices)) return typeOfList(choices)
  if (isScalar(draft.keys['const'])) return typeOfValue(draft.keys['const'])
  if (draft.union) return draft.union.branches.some(branch => branch.properties) ? 'object' : undefined
  return draft.keys['default'] === null ? undefined : typeOfValue(draft.keys['default'])
}

/** The type that the rules below will find for a field. */
export function likelyType(draft: Draft): string | undefined {
  const written = [draft.keys['type'] ?? null].flat().filter(one => one !== null && one !== 'null')
  const known = written.flatMap(one =>
    typeof one === 'string' && TYPES.has(one.toLowerCase()) ? one.toLowerCase() : [],
  )
  return known.includes('string') ? 'string' : (known[0] ?? inferType(draft) ?? 'string')
}

function typeOfList(values: Json[]): string | undefined {
  const types = new Set(values.filter(value => value !== null).map(typeOfValue))
  if (types.has('string')) return 'string'
  if (types.has('number')) return 'number'
  const [first] = types
  return first === 'object' || first === 'array' ? undefined : first
}

export function isScalar(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

export const TYPE_RULES: Rule[] = [
  {
    name: 'null-out',
    sentence: 'takes null out of types, choices, defaults and branches',
    apply(draft, place) {
      // The union around it takes such a branch out.
      if (place.kind === 'branch' && isNullBranch(draft)) return draft
      let changed = draft
      const { type, default: start } = draft.keys
      if (type === 'null') changed = withKeys(changed, { type: undefined })
      if (Array.isArray(type) && type.includes('null')) {
        const rest = type.filter(one => one !== 'null')
        changed = withKeys(changed, { type: rest.length === 1 ? (rest[0] ?? undefined) : rest })
      }
      const choices = own(draft.keys, 'enum')
      if (Array.isArray(choices) && choices.includes(null)) {
        const rest = choices.filter(value => value !== null)
        changed = withKeys(dropName(changed, choices.indexOf(null)), { enum: rest })
      }
      if (start === null) changed = withKeys(changed, { default: undefined })
      if (own(draft.keys, 'const') === null) changed = withKeys(changed, { const: undefined })
      const branches = draft.union?.branches.filter(branch => !isNullBranch(branch))
      if (!draft.union || !branches || branches.length === draft.union.branches.length) return changed
      const { union, ...rest } = changed
      return branches.length === 0 || !union ? rest : { ...changed, union: { ...union, branches } }
    },
  },
  {
    name: 'type-list',
    sentence: 'reads several types as text if text is among them, else as the first',
    apply(draft, _place, { report }) {
      const type = own(draft.keys, 'type')
      if (!Array.isArray(type)) return draft
      const known = type.filter(one => typeof one === 'string' && TYPES.has(one))
      const chosen = known.includes('string') ? 'string' : known[0]
      if (known.length > 1) {
        const message = 'Several types stand here; one of them is used.'
        report.info('type-list', `${draft.at}/type`, message, 'Write the one type that is meant.')
      }
      return withKeys(draft, { type: chosen })
    },
  },
  {
    name: 'type-infer',
    sentence: 'finds the type where none, or none we know, is written',
    apply(draft, place, { report }) {
      const written = own(draft.keys, 'type')
      if (place.kind === 'root') return written === 'object' ? draft : withKeys(draft, { type: 'object' })
      if (place.kind === 'then') return written === undefined ? draft : withKeys(draft, { type: undefined })
      const lower = typeof written === 'string' ? written.toLowerCase() : undefined
      if (lower !== undefined && TYPES.has(lower)) return lower === written ? draft : withKeys(draft, { type: lower })
      if (place.kind === 'branch') return inferBranch(draft)
      const inferred = inferType(draft)
      // A union of scalars gets its type when the union is folded.
      const hidden = lower === 'hidden' ? { hidden: true } : {}
      if (inferred === undefined && draft.union) return withKeys(draft, { type: undefined, ...hidden })
      const isClear = lower === 'any' || lower === 'hidden' || Object.hasOwn(draft.keys, 'const')
      if (place.kind === 'property' && !isClear) {
        const fix = `Write "type": "${inferred ?? 'string'}".`
        if (written !== undefined) report.warning('type-infer', `${draft.at}/type`, 'This type is not known.', fix)
        else if (inferred === undefined) report.warning('type-infer', draft.at, 'The type is missing.', fix)
        else report.info('type-infer', draft.at, 'The type is missing.', fix)
      }
      return withKeys(draft, { type: inferred ?? 'string', ...hidden })
    },
  },
]

/** A branch without type stays without one, unless it is a single value. */
function inferBranch(draft: Draft): Draft {
  return withKeys(draft, { type: draft.properties || draft.union ? undefined : inferType(draft) })
}

function isNullBranch(branch: Draft): boolean {
  return branch.keys['type'] === 'null' || own(branch.keys, 'const') === null
}

/** Texts of choices are listed by position, so one that goes takes its text along. */
function dropName(draft: Draft, index: number): Draft {
  const names = own(draft.keys, 'enumNames')
  return Array.isArray(names) ? withKeys(draft, { enumNames: names.filter((_, i) => i !== index) }) : draft
}

export const DEFAULT_RULES: Rule[] = [
  {
    name: 'const-hidden',
    sentence: 'hides a field that can have one value only',
    apply(draft, _place, { report }) {
      return hideSingleChoices(fixConst(draft, report))
    },
  },
  {
    name: 'default-type',
    sentence: 'turns a default written as text into its type and drops one that could never be valid',
    apply(draft, _place, { report }) {
      const written = own(draft.keys, 'default') ?? own(draft.keys, 'default_value')
      if (written === undefined) return draft
      const value = coerce(written, typeOf(draft))
      const kept =
        value !== undefined && (value !== '' || draft.keys['const'] === '') && matches(scalarPart(draft), value)
          ? value
          : undefined
      if (kept === undefined && written !== '') {
        const message = 'The default does not fit the field, so it is left out.'
        report.warning('default-type', `${draft.at}/default`, message, 'Write a default that the field accepts.')
      }
      if (kept === draft.keys['default'] && !Object.hasOwn(draft.keys, 'default_value')) return draft
      return withKeys(draft, { default: kept, default_value: undefined })
    },
  },
  {
    name: 'boolean-default',
    sentence: 'gives every yes/no field the default no',
    apply(draft, place) {
      if (typeOf(draft) !== 'boolean' || place.kind === 'items' || place.kind === 'entry') return draft
      if (Object.hasOwn(draft.keys, 'default') || Object.hasOwn(draft.keys, 'const')) return draft
      const choices = own(draft.keys, 'enum')
      return Array.isArray(choices) && !choices.includes(false) ? draft : withKeys(draft, { default: false })
    },
  },
]

/** A required field with one choice leaves nothing to choose. */
export function hideSingleChoices(draft: Draft): Draft {
  const required = requiredOf(draft)
  const single = [...(draft.properties ?? [])].filter(([name, { keys, refines }]) => {
    const choices = own(keys, 'enum')
    const isSingle = Array.isArray(choices) && choices.length === 1 && !refines && required.includes(name)
    return isSingle && (keys['hidden'] !== true || !Object.hasOwn(keys, 'default'))
  })
  if (single.length === 0) return draft
  const properties = new Map(draft.properties)
  for (const [name, property] of single) {
    const choices = own(property.keys, 'enum')
    const only = Array.isArray(choices) ? choices[0] : undefined
    properties.set(name, withKeys(property, { default: only, hidden: true }))
  }
  return { ...draft, properties }
}

function fixConst(draft: Draft, report: Report): Draft {
  const value = own(draft.keys, 'const')
  if (value === undefined) return draft
  const type = typeOf(draft)
  if (type === undefined) return withKeys(draft, { const: undefined })
  if (!isScalar(value) || type === 'object' || type === 'array') {
    const fix = 'Fix one text, number or yes/no value.'
    report.warning('keyword-type', `${draft.at}/const`, '"const" cannot hold this, so it is left out.', fix)
    return withKeys(draft, { const: undefined })
  }
  const fits = matches({ type }, value)
  const typed = withKeys(draft, { type: fits ? type : typeOfValue(value), enum: undefined, enumNames: undefined })
  return withKeys(typed, { default: value, ...(draft.refines ? {} : { hidden: true }) })
}

/** Without a default that the field refuses. */
export function fitDefault(draft: Draft): Draft {
  const start = own(draft.keys, 'default')
  return start === undefined || matches(scalarPart(draft), start) ? draft : withKeys(draft, { default: undefined })
}

/** The keywords that judge the value itself, without what stands in it. Names are judged in a map only. */
function scalarPart(draft: Draft): Draft['keys'] {
  const { required: _required, enum: choices, propertyNames: names, ...rest } = draft.keys
  const judged = choices === undefined || Object.hasOwn(rest, 'const') ? rest : { ...rest, enum: choices }
  const hasFields = draft.properties !== undefined || draft.union !== undefined || draft.conditions.length > 0
  const isMap = isDraft(draft.extra) || !hasFields
  return isMap && isObject(names) ? { ...judged, propertyNames: cleanNames(names) } : judged
}

function coerce(value: Json, type: string | undefined): Json | undefined {
  if (type === 'string') return isScalar(value) ? String(value) : undefined
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  if ((type === 'number' || type === 'integer') && typeof value === 'string') {
    const number = /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN
    return Number.isFinite(number) ? number : undefined
  }
  if (type === 'array' && isScalar(value) && value !== '') return [value]
  return value
}
