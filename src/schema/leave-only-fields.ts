import { type Draft, type InfoText, isHidden, requiredOf, roleOf, withRequired } from './draft.ts'
import type { Report } from './report.ts'

/** Buttons are no fields; a field with format `info` is a text before the next field of its object. */
export function leaveOnlyFields(draft: Draft, report: Report): Draft {
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
      index: field.index,
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
