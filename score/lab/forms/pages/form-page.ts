import type { ReactElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
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
interface StockProblem {
  /** Ajv's keyword; absent where the schema itself was refused. */
  name?: string | undefined
  property?: string | undefined
  schemaPath?: string | undefined
}

/** How the walk speaks to a page: it stands at `window.formPage` as soon as the page has been loaded. */
export interface FormPage {
  /** Draws this form in place of the one before, from the beginning. */
  draw(form: number): Promise<void>
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

/** Offers a page to the walk. `makeForm` gives the form to draw, and how it is sent. */
export function offerPage(
  makeForm: (form: FormToDraw, page: FormPage) => { element: ReactElement; submit: () => void },
): void {
  let root: Root | undefined
  const page: FormPage = {
    sent: 0,
    problems: [],
    submit: () => undefined,
    async draw(form) {
      root?.unmount()
      const place = document.getElementById('form')
      if (!place) throw new TypeError('the page has no place for a form')
      const answer = await fetch(`/forms/${form}`)
      const { element, submit } = makeForm((await answer.json()) as FormToDraw, page)
      Object.assign(page, { sent: 0, problems: [], submit })
      root = createRoot(place)
      root.render(element)
    },
  }
  window.formPage = page
}
