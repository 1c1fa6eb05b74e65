import type { ConnectorList } from './contract/connectors.ts'
import type { ConnectionForm } from './contract/forms.ts'

/** What the page needs to draw its first window in our server (docs/decisions/080). */
export interface FirstWindowRequest {
  /** The built `index.html`. */
  index: string
  /** `?add=`: the service or type whose form is wanted. */
  start: string
  /** The browser's languages, the best one first. */
  languages: readonly string[]
  /** The language of the texts in the next two. */
  locale: string
  connectors: ConnectorList
  form: ConnectionForm
}

/** The whole document, with the window in it; undefined when the page would draw another one first. */
export type DrawFirstWindow = (request: FirstWindowRequest) => Promise<string | undefined>
