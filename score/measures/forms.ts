import { FORM_FIGURES, type FormFigure } from '../lab/forms/figures.ts'
import { type Walk, walkForms } from '../lab/forms/walk-forms.ts'
import { writeFormReport } from '../lab/forms/write-form-report.ts'
import type { Measure } from '../measure.ts'

const MOST_DETAILS = 60

/**
 * The lines of family F: every form of `FLOW_CORPUS`, or our own without it, drawn in a browser with our form and with
 * the stock one. All lines read one and the same walk. A whole one takes minutes and writes `docs/score-forms.md`.
 */
export const forms: readonly Measure[] = FORM_FIGURES.map(figure => ({
  id: figure.id,
  measure: figure.measure,
  target: figure.target,
  quick: true,
  async run(size) {
    const walk = await walkForms(size)
    if (!walk) return { skipped: 'no Chromium; set CHROMIUM_PATH' }
    if (figure === FORM_FIGURES.at(-1) && size === 'full' && walk.foreign) await writeFormReport(walk)
    return describe(figure, walk)
  },
}))

function describe(figure: FormFigure, walk: Walk) {
  const { value, ok, stock, seen, details = [] } = figure.judge(walk)
  const more = details.length - MOST_DETAILS
  const list = [...details.slice(0, MOST_DETAILS), ...(more > 0 ? [`and ${more} more`] : [])]
  return { value, ok, details: [`stock: ${stock}`, `seen: ${seen}`, `of ${walk.from}`, ...list] }
}
