import { isObject, type Json, own } from '#shared/json.ts'
import { type Draft, member, withKeys } from '../draft.ts'
import { likelyKeyword } from '../likely-keyword.ts'
import type { Report } from '../report.ts'
import type { Rule } from './rule.ts'

/** Anything else that `$schema` says is for editors: what they check the file with. */
const DIALECT = /^https?:\/\/(www\.)?json-schema\.org\//
const DRAFT_07 = /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/

const count = (value: Json) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined)
const finite = (value: Json) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)
const flag = (value: Json) => (typeof value === 'boolean' ? value : undefined)
const text = (value: Json) => (typeof value === 'string' ? value : undefined)
const words = (value: Json) => (typeof value === 'number' ? String(value) : text(value))
const bound = (value: Json) => flag(value) ?? finite(value)
const step = (value: Json) => (typeof value === 'number' && value > 0 ? finite(value) : undefined)
const object = (value: Json) => (isObject(value) ? value : undefined)

/** What each keyword may hold: the value to keep, or undefined. */
const VALUES: Record<string, (value: Json) => Json | undefined> = {
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minProperties: count,
  maxProperties: count,
  minimum: finite,
  maximum: finite,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: step,
  divisibleBy: step,
  uniqueItems: flag,
  pattern: text,
  format: text,
  title: words,
  description: words,
  options: value => object(value) ?? (Array.isArray(value) ? value : undefined),
  typeOptions: object,
  discriminator: object,
  propertyNames: object,
  enum: value => (Array.isArray(value) ? value : undefined),
  required: value =>
    flag(value) ?? (Array.isArray(value) && value.every(item => text(item) !== undefined) ? value : undefined),
}

/** No field is at fault when one of these fails, or none of ours could show its schema. */
const NOT_KEPT =
  'not contains minContains maxContains unevaluatedItems unevaluatedProperties $dynamicRef $recursiveRef'.split(' ')

const ASKS_TEXT = new Set(['title', 'description', 'pattern', 'format'])

function keepKeyword(key: string, value: Json): Json | undefined {
  const accept = Object.hasOwn(VALUES, key) ? VALUES[key] : undefined
  if (!accept) return value
  const kept = accept(value)
  if (kept !== undefined || typeof value !== 'string' || ASKS_TEXT.has(key)) return kept
  if (value === 'true' || value === 'false') return accept(value === 'true')
  return /^-?\d+(\.\d+)?$/.test(value) ? accept(Number(value)) : undefined
}

export const KEYWORD_RULES: Rule[] = [
  {
    name: 'dialect-out',
    sentence: 'removes what names the dialect or the schema itself',
    apply(draft, _place, { report }) {
      const dialect = own(draft.keys, '$schema')
      if (typeof dialect === 'string' && DIALECT.test(dialect) && !DRAFT_07.test(dialect)) {
        const message = 'This dialect is not ours; the schema is read as draft-07.'
        report.info('dialect-out', `${draft.at}/$schema`, message, 'Remove "$schema", or name draft-07.')
      }
      const out = ['$schema', '$id', '$comment', '$anchor', ...(typeof draft.keys['id'] === 'string' ? ['id'] : [])]
      return out.some(key => Object.hasOwn(draft.keys, key))
        ? withKeys(draft, Object.fromEntries(out.map(key => [key, undefined])))
        : draft
    },
  },
  {
    name: 'old-words',
    sentence: 'reads the words of older drafts',
    apply(draft, _place, { report }) {
      const { disallow, readonly, readOnly } = draft.keys
      if (disallow === undefined && readonly === undefined) return draft
      if (disallow !== undefined) {
        const fix = 'Name the types that are allowed in "type".'
        report.warning('old-words', `${draft.at}/disallow`, '"disallow" is left out.', fix)
      }
      return withKeys(draft, { disallow: undefined, readonly: undefined, readOnly: readOnly ?? readonly })
    },
  },
  {
    name: 'keyword-type',
    sentence: 'turns numbers written as text into numbers and drops impossible values of keywords',
    apply(draft, _place, { report }) {
      const changes: Record<string, Json | undefined> = {}
      for (const [key, value] of Object.entries(draft.keys)) {
        const kept = keepKeyword(key, value)
        if (kept === value) continue
        changes[key] = kept
        const at = `${draft.at}/${key}`
        if (kept === undefined) {
          const message = `"${key}" cannot hold this, so it is left out.`
          report.warning('keyword-type', at, message, `Correct the value of "${key}", or remove it.`)
        } else if (key !== 'title' && key !== 'description') {
          report.info('keyword-type', at, `"${key}" is written as text.`, 'Write it without the quotes.')
        }
      }
      return Object.keys(changes).length > 0 ? withKeys(draft, changes) : draft
    },
  },
  {
    name: 'keyword-out',
    sentence: 'leaves out keywords whose test a form cannot explain',
    apply(draft, _place, { report }) {
      const found = NOT_KEPT.filter(key => Object.hasOwn(draft.keys, key))
      for (const key of found) {
        const fix = 'Remove it, or say it with "pattern", "enum" or bounds.'
        report.warning('keyword-out', `${draft.at}/${key}`, `"${key}" is not checked here.`, fix)
      }
      return found.length > 0 ? withKeys(draft, Object.fromEntries(found.map(key => [key, undefined]))) : draft
    },
  },
  {
    name: 'bounds',
    sentence: 'writes the bounds of older drafts as draft-07 does',
    apply(draft, _place, { report }) {
      tellCrossedBounds(draft, report)
      const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, divisibleBy, multipleOf } = draft.keys
      const changes: Record<string, Json | undefined> = {}
      if (typeof exclusiveMinimum === 'boolean') {
        changes['exclusiveMinimum'] = exclusiveMinimum ? minimum : undefined
        if (exclusiveMinimum) changes['minimum'] = undefined
      }
      if (typeof exclusiveMaximum === 'boolean') {
        changes['exclusiveMaximum'] = exclusiveMaximum ? maximum : undefined
        if (exclusiveMaximum) changes['maximum'] = undefined
      }
      if (divisibleBy !== undefined) {
        changes['divisibleBy'] = undefined
        changes['multipleOf'] = multipleOf ?? divisibleBy
      }
      return Object.keys(changes).length > 0 ? withKeys(draft, changes) : draft
    },
  },
  {
    name: 'suspicious-keyword',
    sentence: 'names the likely word for one that looks misspelt',
    apply(draft, _place, { report }) {
      for (const key of Object.keys(draft.keys)) {
        const likely = likelyKeyword(key, draft.keys)
        if (likely === undefined) continue
        report.warning('suspicious-keyword', `${draft.at}/${key}`, `"${key}" has no effect.`, `Write "${likely}".`)
      }
      if (draft.keys['ui:field'] !== undefined) {
        const message = '"ui:field" is left out: every field is one of ours.'
        report.warning('suspicious-keyword', `${draft.at}/ui:field`, message, 'Choose a "format" instead.')
      }
      if (typeof draft.keys['enumSource'] === 'string') {
        const message = '"enumSource" that follows another field has no effect here.'
        report.warning('suspicious-keyword', `${draft.at}/enumSource`, message, 'List the choices in "enum".')
      }
      for (const key of ['watch', 'template', 'headerTemplate', 'links']) {
        const found = own(draft.keys, key) ?? member(draft, 'options', key)
        if (found === undefined || typeof found === 'boolean') continue
        const fix = 'Remove it, and let the connector code make the value.'
        report.warning('suspicious-keyword', `${draft.at}/${key}`, `"${key}" has no effect here.`, fix)
      }
      return draft
    },
  },
  {
    name: 'picker-in-connection',
    sentence: 'ignores pickers, which only actions have',
    apply(draft, place, { report }) {
      if (place.kind !== 'property') return draft
      const found = ['oauth', 'connection', 'lookup', 'customFilters'].filter(key => Object.hasOwn(draft.keys, key))
      for (const key of found) {
        const message = 'A picker works in the inputs of actions only.'
        report.error('picker-in-connection', `${draft.at}/${key}`, message, `Remove "${key}".`)
      }
      return found.length > 0 ? withKeys(draft, Object.fromEntries(found.map(key => [key, undefined]))) : draft
    },
  },
]

const BOUNDS = [
  ['minLength', 'maxLength'],
  ['minimum', 'maximum'],
  ['minItems', 'maxItems'],
] as const

/** A field that no value fits keeps its form from ever being sent. */
function tellCrossedBounds(draft: Draft, report: Report): void {
  for (const [least, most] of BOUNDS) {
    const [from, to] = [own(draft.keys, least), own(draft.keys, most)]
    if (typeof from !== 'number' || typeof to !== 'number' || from <= to) continue
    const message = `No value fits: "${least}" is larger than "${most}".`
    report.warning('bounds', `${draft.at}/${most}`, message, `Make "${most}" at least ${from}.`)
  }
}
