import { own } from '#shared/json.ts'
import { type Draft, emptyDraft, isDraft, requiredOf, typeOf, withRequired } from '../draft.ts'
import type { Rule } from './rule.ts'

export const OBJECT_RULES: Rule[] = [
  {
    name: 'closed-object',
    sentence: 'drops "additionalProperties": false; values are pruned instead',
    apply(draft) {
      if (draft.extra !== false) return draft
      const { extra: _closed, ...open } = draft
      return { ...open, properties: draft.properties ?? new Map() }
    },
  },
  {
    name: 'open-object',
    sentence: 'reads an object without fields as a map of texts and drops "additionalProperties": true elsewhere',
    apply(draft, place) {
      const { extra: _open, ...rest } = draft
      if (place.kind === 'then') return draft.extra === undefined ? draft : rest
      if (isDraft(draft.extra) || typeOf(draft) !== 'object') return draft
      const hasFields = draft.properties !== undefined || draft.union !== undefined || draft.conditions.length > 0
      if (hasFields || place.kind === 'root' || place.kind === 'branch') return rest
      const text: Draft = { ...emptyDraft(draft.at), index: draft.index, keys: { type: 'string' } }
      return { ...rest, extra: text }
    },
  },
  {
    name: 'boolean-default',
    sentence: 'never requires a yes/no field, because an unticked box is an answer',
    apply(draft) {
      const required = requiredOf(draft)
      const kept = required.filter(name => {
        const property = draft.properties?.get(name)
        return !property || typeOf(property) !== 'boolean'
      })
      return kept.length === required.length ? draft : withRequired(draft, kept)
    },
  },
]

/** Keywords that judge one kind of value only. */
export const JUDGES: Readonly<Record<string, string>> = {
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  minItems: 'array',
  maxItems: 'array',
  uniqueItems: 'array',
  minProperties: 'object',
  maxProperties: 'object',
}

export const LEFTOVER_RULES: Rule[] = [
  {
    name: 'keyword-out',
    sentence: 'leaves out keywords that judge another kind of value',
    apply(draft, place, { report }) {
      const type = typeOf(draft) === 'integer' ? 'number' : typeOf(draft)
      if (type === undefined || place.kind === 'branch' || place.kind === 'then') return draft
      for (const key of Object.keys(draft.keys)) {
        const judged = own(JUDGES, key)
        if (judged === undefined || judged === type || draft.refines) continue
        const fix = `Remove it, or write "type": "${String(judged)}".`
        report.info('keyword-out', `${draft.at}/${key}`, `"${key}" has no effect on this type.`, fix)
      }
      if (Object.hasOwn(draft.keys, 'propertyNames') && !isDraft(draft.extra)) {
        const message = '"propertyNames" has no effect beside declared fields.'
        report.warning('keyword-out', `${draft.at}/propertyNames`, message, 'Remove it.')
      }
      return draft
    },
  },
]
