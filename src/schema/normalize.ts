import type { Caps } from './caps.ts'
import type { Draft } from './draft.ts'
import { mapDraft } from './map-draft.ts'
import { refineAgain } from './refine.ts'
import type { Report } from './report.ts'
import { CHOICE_RULES, CHOICE_SPELLINGS } from './rules/choice-rules.ts'
import { KEYWORD_RULES } from './rules/keyword-rules.ts'
import { LEFTOVER_RULES, OBJECT_RULES } from './rules/object-rules.ts'
import { PATTERN_RULES } from './rules/pattern-rules.ts'
import { REQUIRED_RULES } from './rules/required-rules.ts'
import type { Rule } from './rules/rule.ts'
import { DEFAULT_RULES, TYPE_RULES } from './rules/type-rules.ts'
import { WORD_RULES } from './rules/word-rules.ts'

/** The named rules, in the order in which each is applied to the whole tree. */
export const RULES: readonly Rule[] = [
  ...KEYWORD_RULES,
  ...CHOICE_SPELLINGS,
  ...TYPE_RULES,
  ...CHOICE_RULES,
  ...PATTERN_RULES,
  ...REQUIRED_RULES,
  ...DEFAULT_RULES,
  ...OBJECT_RULES,
  ...LEFTOVER_RULES,
  ...WORD_RULES,
]

/** Phase 3: what authors write, brought to one spelling. Applying it twice changes nothing more. */
export function normalize(draft: Draft, caps: Caps, report: Report): Draft {
  const context = { report, caps, patterns: { count: 0 } }
  const ruled = RULES.reduce((tree, rule) => mapDraft(tree, (part, place) => rule.apply(part, place, context)), draft)
  return refineAgain(ruled)
}
