import type { FormBundle } from '#shared/contract/forms.ts'
import { THEME, type Theme } from './theme.ts'

interface LatePart {
  /** Found in the text of a form that has use for the part; now and then also in another, which then fetches it in vain. */
  sign: RegExp
  load: () => Promise<{ PARTS: Theme }>
}

const LATE: readonly LatePart[] = [
  { sign: /"type":"array"/, load: () => import('./parts/list-parts.ts') },
  { sign: /"oneOf":|"fcRadio"/, load: () => import('./parts/union-parts.ts') },
  { sign: /"Tabs(Array|Object)"/, load: () => import('./parts/tab-parts.ts') },
  {
    sign: /"GridObject"|"fc(SecretText|Code|DateTime|Color|Rating|Range)"/,
    load: () => import('./parts/rare-parts.ts'),
  },
]

/** One a set of parts: RJSF starts over when it gets another (forms.md §11). */
const themes = new Map<string, Theme>()

/**
 * Everything a form is drawn with. What most forms have no use for is fetched with the validator of one that has, before
 * it is drawn, so that nothing moves on the screen. Rejects when it cannot be fetched.
 */
export async function loadTheme(form: Form): Promise<Theme> {
  const wanted = partsOf(form)
  const loaded = await Promise.all(wanted.map(({ load }) => load()))
  const known = themes.get(keyOf(wanted))
  if (known) return known
  const parts: Theme[] = [THEME, ...loaded.map(({ PARTS }) => PARTS)]
  const theme: Theme = {
    fields: Object.assign({}, ...parts.map(({ fields }) => fields)),
    templates: Object.assign({}, ...parts.map(({ templates }) => templates)),
    widgets: Object.assign({}, ...parts.map(({ widgets }) => widgets)),
  }
  themes.set(keyOf(wanted), theme)
  return theme
}

/** The same, when it has been loaded before: a form that stood can then stand again at once. */
export function readyTheme(form: Form): Theme | undefined {
  return themes.get(keyOf(partsOf(form)))
}

type Form = Pick<FormBundle, 'schema' | 'uiSchema'>

function partsOf({ schema, uiSchema }: Form): LatePart[] {
  const text = JSON.stringify([schema, uiSchema])
  return LATE.filter(({ sign }) => sign.test(text))
}

function keyOf(parts: readonly LatePart[]): string {
  return parts.map(({ sign }) => sign.source).join()
}
