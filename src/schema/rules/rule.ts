import type { Caps } from '../caps.ts'
import type { Draft } from '../draft.ts'
import type { Place } from '../map-draft.ts'
import type { Report } from '../report.ts'
import type { RuleName } from '../rule-names.ts'

export interface RuleContext {
  report: Report
  caps: Caps
  /** Patterns kept so far in this form. */
  patterns: { count: number }
}

/** One named transformation of one draft. The sentence says what it does; it is also the test's title. */
export interface Rule {
  name: RuleName
  sentence: string
  apply(draft: Draft, place: Place, context: RuleContext): Draft
}
