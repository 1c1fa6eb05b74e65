import type { FormBundle } from '#shared/contract/forms.ts'
import type { JsonObject } from '#shared/json.ts'

/** What the server hands a page for one form. */
export interface FormToDraw {
  /** The schema itself, out of its wrapping, for the stock page. */
  schema: JsonObject
  /** What our own server would send; for our page. */
  bundle: FormBundle
}

/** One problem as the stock form reports it. */
export interface StockProblem {
  /** Ajv's keyword; absent where the schema itself was refused. */
  name?: string | undefined
  property?: string | undefined
  schemaPath?: string | undefined
}

/** How the walk speaks to a page: it stands at `window.formPage` as soon as the form was handed to React. */
export interface FormPage {
  submit(): void
  /** How often the form was sent, so accepted. */
  sent: number
  /** What the stock form said at its last refusal; ours is read off the page. */
  problems: StockProblem[]
}

declare global {
  interface Window {
    formPage?: FormPage
  }
}

/** Asks for the form that the address names. */
export async function fetchForm(): Promise<FormToDraw> {
  const answer = await fetch(`/forms/${new URLSearchParams(location.search).get('form')}`)
  return (await answer.json()) as FormToDraw
}

export function formRoot(): HTMLElement {
  const root = document.getElementById('form')
  if (!root) throw new TypeError('the page has no place for a form')
  return root
}
