import { isObject, type Json, own } from '#shared/json.ts'
import { chooseWidget } from './choose-widget.ts'
import {
  type Draft,
  formatOf,
  type InfoText,
  isHidden,
  requiredOf,
  roleOf,
  typeOf,
  withKeys,
  withRequired,
} from './draft.ts'
import { mapDraft, mapParts } from './map-draft.ts'
import { matches } from './matches.ts'
import { carryChecks } from './refine.ts'
import type { Report } from './report.ts'

/** Checks that a format adds to the schema where the author wrote no pattern (forms.md §4). All are lenient. */
const CHECKS: Record<string, string> = {
  url: '^[A-Za-z][A-Za-z0-9+.-]*://\\S+$',
  uri: '^[A-Za-z][A-Za-z0-9+.-]*://\\S+$',
  email: '^[^\\s@]+@[^\\s@]+$',
  ipv4: '^\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}$',
  date: '^\\d{4}-\\d{2}-\\d{2}$',
}

/** Phase 8, first half: every leaf gets a widget of ours; buttons go; texts between fields move to their object. */
export function applyFormats(draft: Draft, report: Report): Draft {
  const fields = mapDraft(draft, part => withoutNonFields(part, report))
  return carryChecks(dress(fields, false, report))
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
  const check = CHECKS[formatOf(draft) ?? '']
  const { keys } = draft
  if (check === undefined || typeOf(draft) !== 'string' || typeof own(keys, 'pattern') === 'string') return draft
  if (Array.isArray(keys['enum']) || Object.hasOwn(keys, 'const') || isHidden(draft) || draft.secret) return draft
  const start = own(keys, 'default')
  return start !== undefined && !matches({ pattern: check }, start) ? draft : withKeys(draft, { pattern: check })
}

/** Buttons are no fields; a field with format `info` is a text before the next field. */
function withoutNonFields(draft: Draft, report: Report): Draft {
  if (!draft.properties) return draft
  const properties = new Map(draft.properties)
  const infos: InfoText[] = []
  const names = [...properties.keys()]
  for (const [name, field] of draft.properties) {
    const role = roleOf(field)
    if (role === 'button') {
      const message = 'Buttons of connectors are not shown.'
      report.warning('format-out', `${field.at}/format`, message, 'Remove the field.')
      properties.delete(name)
    }
    if (role !== 'info') continue
    const before = names.slice(names.indexOf(name) + 1).find(next => isShown(draft.properties?.get(next)))
    infos.push({
      before: before ?? null,
      ...(field.words?.title === undefined ? {} : { title: field.words.title }),
      text: field.words?.description ?? '',
    })
    properties.delete(name)
  }
  if (properties.size === draft.properties.size) return draft
  const required = requiredOf(draft).filter(name => properties.has(name) || !draft.properties?.has(name))
  const rest = withRequired({ ...draft, properties }, required)
  return infos.length > 0 ? { ...rest, infos } : rest
}

function isShown(field: Draft | undefined): boolean {
  return field !== undefined && roleOf(field) === 'field' && !isHidden(field)
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
