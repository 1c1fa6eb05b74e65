import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cause } from './find-causes.ts'
import { liveVerdict } from './schema-verdicts.ts'

/** One way in which we differ from the foreign interpreter on purpose, as committed in `explained.json`. */
export interface Explanation {
  id: string
  /** The one keyword it is about. */
  keyword: string
  /** One of `CONDITIONS`: without it the keyword alone would explain too much. */
  when: string
  ours: 'good' | 'refused'
  /** Of the specification. */
  section: string
  reason: string
}

export const EXPLAINED: readonly Explanation[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'explained.json'), 'utf8'),
)

/** What an explanation's `when` may say. */
const CONDITIONS: Record<string, (cause: Cause) => boolean> = {
  'the quotient is within 1e-8 of a whole number': ({ schema, value }) => {
    const quotient = Number(value) / Number(schema['multipleOf'])
    return typeof value === 'number' && Math.abs(Math.round(quotient) - quotient) <= 1e-8
  },
}

/** The explanation of one cause; undefined when there is none. */
export function explain(cause: Cause): Explanation | undefined {
  const verdict = liveVerdict(cause.schema)(cause.value) ? 'good' : 'refused'
  return EXPLAINED.find(
    ({ keyword, when, ours }) => keyword === cause.keyword && ours === verdict && CONDITIONS[when]?.(cause) === true,
  )
}
