import { type Json, type JsonObject, own } from '#shared/json.ts'
import { type Draft, member, typeOf } from './draft.ts'
import type { Named } from './named-field.ts'
import type { Report } from './report.ts'

const COLUMNS = 12

interface Cell {
  name: string
  width: number
  offset: number
}

/** Rows filled in order, each stretched to the full width. An earlier gap is never filled by a later field. */
export function gridPlan(fields: Named[], equal: boolean): JsonObject {
  const even = COLUMNS / Math.min(4, Math.max(1, fields.length))
  const rows: Cell[][] = []
  let row: Cell[] = []
  let used = 0
  for (const [name, field] of fields) {
    const width = equal ? even : widthOf(field)
    if (used + width > COLUMNS && row.length > 0) {
      rows.push(row)
      row = []
      used = 0
    }
    row.push({ name, width, offset: 0 })
    used += width
  }
  if (row.length > 0) rows.push(row)
  return { kind: 'grid', rows: rows.map(cells => stretch(cells).map(toJson)) }
}

function stretch(row: Cell[]): Cell[] {
  const total = row.reduce((sum, cell) => sum + cell.width, 0)
  if (total >= COLUMNS) return row
  const wide = row.map(cell => ({ ...cell, width: Math.floor((cell.width * COLUMNS) / total) }))
  const missing = COLUMNS - wide.reduce((sum, cell) => sum + cell.width, 0)
  const widest = Math.max(...wide.map(cell => cell.width))
  const first = wide.find(cell => cell.width === widest)
  if (first) first.width += missing
  return wide
}

/** Rows as the author set them: offsets and breaks, no stretching. */
export function strictGridPlan(fields: Named[], report: Report): JsonObject {
  const rows: Cell[][] = []
  let row: Cell[] = []
  let used = 0
  const close = () => {
    if (row.length > 0) rows.push(row)
    row = []
    used = 0
  }
  for (const [name, field] of fields) {
    const width = widthOf(field)
    const offset = offsetOf(field, width, report)
    if (used + offset + width > COLUMNS) close()
    row.push({ name, width, offset })
    used += offset + width
    if (member(field, 'options', 'grid_break') === true) close()
  }
  close()
  return { kind: 'grid', strict: true, rows: rows.map(cells => cells.map(toJson)) }
}

function offsetOf(field: Draft, width: number, report: Report): number {
  const written = member(field, 'options', 'grid_offset')
  const offset = typeof written === 'number' && Number.isInteger(written) && written > 0 ? written : 0
  if (offset + width <= COLUMNS) return offset
  const message = 'The offset and the width are more than 12 columns, so the offset is smaller.'
  report.info('unknown-layout', `${field.at}/options/grid_offset`, message, 'Make the offset or the width smaller.')
  return COLUMNS - width
}

function toJson({ name, width, offset }: Cell): JsonObject {
  return { name, width, offset }
}

/** Columns of a field: as written, else by its kind and the length of its texts (forms.md §3.3). */
function widthOf(field: Draft): number {
  const written = member(field, 'options', 'grid_columns')
  if (typeof written === 'number' && Number.isInteger(written) && written >= 1 && written <= COLUMNS) return written
  const { widget } = field
  const type = typeOf(field)
  const title = field.words?.title?.length ?? 0
  if (type === 'object' || (type === 'array' && !widget)) return COLUMNS
  const text = Math.ceil(Math.max(title, numberKey(field, 'minLength'), numberKey(field, 'maxLength')) / 5)
  const name = widget?.name
  if (name === 'fcTextarea' || name === 'fcCode' || name === 'fcSecretText') return COLUMNS
  if (name === 'fcSelect' || name === 'fcCheckboxes') return within(2, Math.ceil(longestOption(field, title) / 7))
  if (type === 'number' || type === 'integer' || type === 'boolean' || name === 'fcRadio' || name === 'fcColor')
    return 2
  const isPlain = name === 'fcText' && (own(widget?.options ?? {}, 'inputType') ?? 'email') === 'email'
  return within(isPlain ? 4 : 2, text)
}

function within(least: number, width: number): number {
  return Math.min(COLUMNS, Math.max(least, width))
}

function numberKey(field: Draft, key: string): number {
  const value = own(field.keys, key)
  return typeof value === 'number' ? value : 0
}

function longestOption(field: Draft, title: number): number {
  const source = field.items ?? field
  const values: Json | undefined = own(source.keys, 'enum')
  const names = source.words?.enumNames ?? (Array.isArray(values) ? values.map(String) : [])
  return Math.max(title, ...names.map(name => name.length))
}
