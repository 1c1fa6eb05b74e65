import type { Finding } from '../../measure.ts'
import type { SideName } from './build-pages.ts'
import type { Seen, SideReport, Violations } from './side-report.ts'
import type { FormReport, Walk } from './walk-forms.ts'

/** One figure of the scoreboard on forms (forms.md §14). */
export interface FormFigure {
  id: string
  measure: string
  target: string
  judge(walk: Walk): FormFinding
}

interface FormFinding extends Finding {
  value: string
  /** The same figure for the stock form. */
  stock: string
  /** What was looked at on our side. */
  seen: string
}

interface Counted {
  id: string
  measure: string
  key: keyof Violations
  /** What has to be there for a zero to say something, and how it is called. */
  seen: keyof Seen
  words: (seen: Record<keyof Seen, number>, forms: FormReport[]) => string
}

/**
 * How each is counted: different places, each once a form, whatever the number of views it was seen in. All controls
 * count, also those in closed sections and tabs, in every branch of every union.
 */
const COUNTED: Counted[] = [
  {
    // A throw, no validator, a schema the validator refused, a field without a control, a page that does not answer.
    id: 'F-1',
    measure: 'forms that cannot be used (hard failures)',
    key: 'failures',
    seen: 'views',
    words: (_, forms) => `${forms.length} forms drawn`,
  },
  {
    // axe-core, WCAG 2.2 A and AA with best practice: empty, refused, filled; light at 1280 px, dark at 320 px. The
    // stock form has no dark look, so it is asked in light only. Rule and element together are one violation.
    id: 'F-2',
    measure: 'axe violations, empty, refused and filled, in light and dark',
    key: 'axe',
    seen: 'views',
    words: seen => `${seen.views} views`,
  },
  {
    // Boxes whose field the author marked in any spelling of forms.md §5.3, and whose text is not masked.
    id: 'F-3',
    measure: 'marked secrets in clear text',
    key: 'clear',
    seen: 'secrets',
    words: (seen, forms) => `${seen.secrets} marked secrets on screen in ${formsWith(forms, 'secrets')} forms`,
  },
  {
    // Controls for a property that is a `const` wherever it stands.
    id: 'F-4',
    measure: 'visible discriminators',
    key: 'discriminators',
    seen: 'fixed',
    words: (seen, forms) => `${seen.fixed} constants in ${formsWith(forms, 'fixed')} forms`,
  },
  {
    // After the submit of the untouched form: messages of `oneOf` itself, and problems of branches that are not chosen.
    id: 'F-5',
    measure: 'off-branch errors after the submit of the untouched form',
    key: 'offBranch',
    seen: 'problems',
    words: (seen, forms) =>
      `${seen.problems} problems in ${formsWith(forms, 'problems')} forms; ${formsWith(forms, 'unions')} forms have unions, ${seen.branches} branches were shown`,
  },
  {
    // Warnings and errors on the console and uncaught errors: while compiled, built, drawn, filled and sent, with the
    // development build of React.
    id: 'F-6',
    measure: 'console lines of build, mount and submit',
    key: 'noise',
    seen: 'views',
    words: seen => `${seen.views} views`,
  },
  {
    // Controls without an accessible name, or without words on screen that name them.
    id: 'F-7',
    measure: 'controls without a name or a visible label',
    key: 'unnamed',
    seen: 'controls',
    words: seen => `${seen.controls} controls`,
  },
  {
    // Words and controls that end outside a window of 320 px, or that a part around them cuts off; in all three views.
    id: 'F-9',
    measure: 'pieces wider than 320 px',
    key: 'wide',
    seen: 'views',
    words: seen => `${seen.views / 2} views`,
  },
  {
    // In the filled form, at 1280 and 320 px: texts that do not fit their box, and boxes too small for 24 letters.
    id: 'F-10',
    measure: 'texts cut off in filled forms',
    key: 'clipped',
    seen: 'filled',
    words: seen => `${seen.filled} boxes filled`,
  },
  {
    // Every box got a value made up from the author's own hints; problems of a form that the other side sends.
    id: 'F-11',
    measure: 'filled forms refused that the other side sends',
    key: 'refused',
    seen: 'accepted',
    words: (_, forms) => `${formsWith(forms, 'accepted')} of ${forms.length} filled forms were sent`,
  },
]

/** Two equal faults in one branch; RJSF hides the second of two equal messages inside of a union. */
const EQUAL_ERRORS: FormFigure = {
  id: 'F-8',
  measure: 'two equal faults in one branch, errors shown',
  target: '2 of 2',
  judge: ({ equalErrors: { ours, stock } }) => ({
    value: `${ours} of 2`,
    ok: ours === 2,
    stock: `${stock} of 2`,
    seen: 'one form',
  }),
}

export const FORM_FIGURES: readonly FormFigure[] = [...COUNTED.map(makeFigure), EQUAL_ERRORS].toSorted((a, b) =>
  a.id.localeCompare(b.id, 'en', { numeric: true }),
)

function makeFigure({ id, measure, key, seen, words }: Counted): FormFigure {
  return {
    id,
    measure,
    target: '0',
    judge({ forms }) {
      const looked = sumSeen(forms, 'ours')
      const { total, text } = sum(forms, 'ours', key)
      return {
        value: text,
        ok: total === 0 && looked[seen] > 0,
        stock: sum(forms, 'stock', key).text,
        seen: words(looked, forms),
        details: forms.flatMap(form => form.ours.found[key].map(found => `${form.name}: ${found}`)),
      }
    },
  }
}

function sum(forms: FormReport[], side: SideName, key: keyof Violations): { total: number; text: string } {
  const counts = forms.map(form => form[side].found[key].length).filter(count => count > 0)
  const total = counts.reduce((all, count) => all + count, 0)
  return { total, text: total === 0 ? '0' : `${total} in ${counts.length} forms` }
}

function sumSeen(forms: FormReport[], side: SideName): Record<keyof Seen, number> {
  const total: Partial<SideReport['seen']> = {}
  for (const form of forms) {
    for (const [key, count] of Object.entries(form[side].seen) as [keyof Seen, number][]) {
      total[key] = (total[key] ?? 0) + count
    }
  }
  return total as Record<keyof Seen, number>
}

function formsWith(forms: FormReport[], key: keyof Seen): number {
  return forms.filter(form => form.ours.seen[key] > 0).length
}
