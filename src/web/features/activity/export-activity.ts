import type { ActivityPage } from '#shared/contract/activity.ts'
import { saveText } from '../../lib/save-text.ts'

const COLUMNS = ['at', 'action', 'actor', 'object', 'label', 'outcome', 'reason', 'count', 'address'] as const

/** Puts lines of the record among the downloads, as a table that spreadsheets read. */
export function exportActivity(items: ActivityPage['items']): void {
  saveText({ name: 'activity.csv', type: 'text/csv', text: activityTable(items) })
}

export function activityTable(items: ActivityPage['items']): string {
  const lines = items.map(item => COLUMNS.map(column => cell(String(item[column] ?? ''))).join(','))
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`
}

/** A spreadsheet takes what begins with one of these for a formula, and runs it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
