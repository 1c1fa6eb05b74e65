import type { ConnectorList } from '#shared/contract/connectors.ts'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import type { Languages } from './lib/language.ts'

export const WINDOW_ID = 'first-window'
export const DATA_ID = 'first-data'

/** What the server sends with the window that it drew, as JSON in the document. */
export interface FirstData {
  /** The script of the page, fetched once the window has been painted. */
  entry: string
  /** Scripts that will be needed then. */
  ahead: readonly string[]
  /** The languages of the browser that asked for it, and what follows from them. */
  wanted: readonly string[]
  languages: Languages
  connectors: ConnectorList
  form: ConnectionForm
}

/** Undefined in a document that came without such a window. */
export function readFirstData(): FirstData | undefined {
  const text = document.getElementById(DATA_ID)?.textContent
  return text ? JSON.parse(text) : undefined
}
