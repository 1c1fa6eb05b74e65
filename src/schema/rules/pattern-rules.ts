import { isObject, own } from '#shared/json.ts'
import { type Draft, withKeys } from '../draft.ts'
import { keepPattern } from '../keep-pattern.ts'
import type { Rule, RuleContext } from './rule.ts'

export const PATTERN_RULES: Rule[] = [
  {
    name: 'pattern-safe',
    sentence: 'keeps a pattern only if it compiles and cannot hang the form',
    apply(draft, _place, context) {
      const written = own(draft.keys, 'pattern')
      if (typeof written !== 'string') return keepNamePattern(draft, context)
      const pattern = keepPattern(written, `${draft.at}/pattern`, context)
      return keepNamePattern(pattern === written ? draft : withKeys(draft, { pattern }), context)
    },
  },
]

/** The pattern for names of a map. */
function keepNamePattern(draft: Draft, context: RuleContext): Draft {
  const names = own(draft.keys, 'propertyNames')
  const written = isObject(names) ? own(names, 'pattern') : undefined
  if (!isObject(names) || typeof written !== 'string') return draft
  const pattern = keepPattern(written, `${draft.at}/propertyNames/pattern`, context)
  if (pattern === written) return draft
  const { pattern: _pattern, ...rest } = names
  return withKeys(draft, { propertyNames: pattern === undefined ? rest : { ...rest, pattern } })
}
