import { isObject, type Json, own } from '#shared/json.ts'
import { chooseWidget } from './choose-widget.ts'
import { type Draft, formatOf, isHidden, typeOf, withKeys } from './draft.ts'
import { mapParts } from './map-draft.ts'
import { matches } from './matches.ts'
import { carryChecks } from './refine.ts'
import type { Report } from './report.ts'

/** Checks that a format adds to the schema where the author wrote no pattern (forms.md §4). All are lenient. */
const CHECKS = new Map([
  ['url', '^[A-Za-z][A-Za-z0-9+.-]*://\\S+$'],
  ['uri', '^[A-Za-z][A-Za-z0-9+.-]*://\\S+$'],
  ['email', '^[^\\s@]+@[^\\s@]+$'],
  ['ipv4', '^\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}$'],
  ['date', '^\\d{4}-\\d{2}-\\d{2}$'],
])

/** Phase 8, first half: every leaf gets a widget of ours. */
export function applyFormats(draft: Draft, report: Report): Draft {
  return carryChecks(dress(draft, false, report))
}

/** `widget` in the items of a list of choices belongs to the list. */
function dress(draft: Draft, isChoiceItem: boolean, report: Report): Draft {
  const choices = Array.isArray(draft.items?.keys['enum']) && typeOf(draft.items) !== 'object'
  const copy = mapParts(draft, (part, { kind }) => dress(part, kind === 'items' && choices, report))
  const checked = withCheck(copy)
  if (isChoiceItem) return checked
  const widget = chooseWidget(checked, report)
  return widget ? { ...checked, widget } : checked
}

function withCheck(draft: Draft): Draft {
  const check = CHECKS.get(formatOf(draft) ?? '')
  const { keys } = draft
  if (check === undefined || typeOf(draft) !== 'string' || typeof own(keys, 'pattern') === 'string') return draft
  if (Array.isArray(keys['enum']) || Object.hasOwn(keys, 'const') || isHidden(draft) || draft.secret) return draft
  const start = own(keys, 'default')
  return start !== undefined && !matches({ pattern: check }, start) ? draft : withKeys(draft, { pattern: check })
}

/** Plain text attributes an author may set on an input (forms.md §4). */
export function attributesOf(draft: Draft): Record<string, string> | undefined {
  const options = own(draft.keys, 'options')
  const written = isObject(options) ? own(options, 'inputAttributes') : undefined
  const entries = Object.entries(isObject(written) ? written : {}).filter((entry): entry is [string, string] => {
    return isText(entry[1]) && isAllowed(entry[0], draft)
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

function isText(value: Json): value is string {
  return typeof value === 'string'
}

function isAllowed(name: string, draft: Draft): boolean {
  if (draft.secret) return name === 'class' || /^data-[a-z0-9-]+$/.test(name)
  return name === 'title' || name === 'class' || name === 'autocomplete' || /^data-[a-z0-9-]+$/.test(name)
}
