import { type Draft, namesOf, requiredOf, withRequired } from './draft.ts'
import { mapParts } from './map-draft.ts'
import type { Report } from './report.ts'

/**
 * Names in "required" that no field has go, with a warning. The names of an object count in its branches and conditions.
 */
export function keepDeclared(draft: Draft, around: ReadonlySet<string>, report: Report): Draft {
  const names = new Set([...around, ...namesOf(draft, true)])
  const required = requiredOf(draft)
  for (const [i, name] of required.entries()) {
    if (names.has(name)) continue
    const message = 'A name in "required" belongs to no field.'
    report.warning('required-unknown', `${draft.at}/required/${i}`, message, 'Declare the field, or remove its name.')
  }
  const kept = withRequired(
    draft,
    required.filter(name => names.has(name)),
  )
  const none: ReadonlySet<string> = new Set()
  return mapParts(kept, (part, { kind }) => {
    return keepDeclared(part, kind === 'branch' || kind === 'then' ? names : none, report)
  })
}
