import type { Draft } from '../draft.ts'
import type { KeepingPatterns } from '../keep-pattern.ts'
import type { Place } from '../map-draft.ts'
import type { RuleName } from '../rule-names.ts'

export type RuleContext = KeepingPatterns

/** One named transformation of one draft. The sentence says what it does; it is also the test's title. */
export interface Rule {
  name: RuleName
  sentence: string
  apply(draft: Draft, place: Place, context: RuleContext): Draft
}
