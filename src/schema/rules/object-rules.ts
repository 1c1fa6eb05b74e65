import { own } from '#shared/json.ts'
import { type Draft, isDraft, requiredOf, typeOf, withKeys, withRequired } from '../draft.ts'
import { emptyDraft } from '../resolve.ts'
import { safePattern } from '../safe-pattern.ts'
import type { Rule, RuleContext } from './rule.ts'

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

export const PATTERN_RULES: Rule[] = [
  {
    name: 'pattern-safe',
    sentence: 'keeps a pattern only if it compiles and cannot hang the form',
    apply(draft, _place, context) {
      const written = own(draft.keys, 'pattern')
      if (typeof written !== 'string') return draft
      const pattern = judgePattern(draft, written, context)
      if (pattern !== undefined) context.patterns.count++
      return pattern === written ? draft : withKeys(draft, { pattern })
    },
  },
]

function judgePattern(draft: Draft, written: string, { report, caps, patterns }: RuleContext): string | undefined {
  const at = `${draft.at}/pattern`
  const drop = (message: string, fix: string) => {
    report.warning('pattern-safe', at, message, fix)
    return undefined
  }
  if (written.length > caps.patternLength) return drop('This pattern is too long, so it is left out.', 'Shorten it.')
  if (patterns.count >= caps.patterns) return drop('The form has too many patterns.', 'Use fewer patterns.')
  const verdict = safePattern(written)
  if (verdict.pattern === undefined) {
    return drop('This pattern cannot be read, so it is left out.', 'Correct the regular expression.')
  }
  if (verdict.risky) {
    const fix = 'Do not repeat a group that repeats inside.'
    if (!caps.riskyPatterns) return drop('This pattern may take very long, so it is left out.', fix)
    report.warning('pattern-safe', at, 'This pattern may take very long on some texts.', fix)
  }
  if (verdict.repaired) {
    report.info('pattern-safe', at, 'This pattern has stray escapes.', 'Remove the backslashes that escape nothing.')
  }
  return verdict.pattern
}
