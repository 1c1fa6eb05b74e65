import { sayPaste, sayPasteCount } from './paste-words.ts'
import type { FilledField, FillPlan } from './plan-fill.ts'

const SOURCES = {
  curl: 'pasteFromCurl',
  lines: 'pasteFromLines',
  json: 'pasteFromJson',
  address: 'pasteFromAddress',
  pairs: 'pasteFromPairs',
} as const

/** "Filled 4 fields from a curl line" */
export function titleOf({ kind, filled }: FillPlan): string {
  const source = sayPaste(SOURCES[kind])
  if (filled.length === 0) return sayPaste('pasteFilledNothing', { source })
  return sayPasteCount('pasteFilled', filled.length, { source })
}

/** One sentence for each thing that needs a look. Names that a text gives its values are said, values are not. */
export function linesOf({ filled, same, unfit, wrong, unclear, left }: FillPlan): string[] {
  const lines: string[] = []
  if (filled.length === 0 && same.length > 0) lines.push(sayPaste('pasteSame', { labels: labelsOf(same) }))
  if (wrong.length > 0) lines.push(sayPaste('pasteWrong', { labels: labelsOf(wrong) }))
  if (unfit.length > 0) lines.push(sayPaste('pasteUnfit', { labels: labelsOf(unfit) }))
  for (const { names, labels } of unclear.slice(0, 3)) {
    const said = names.filter(isName)
    const [label = ''] = labels
    if (labels.length > 1) lines.push(sayPaste('pasteWhichField', { name: said[0] ?? '', labels: either(labels) }))
    else if (said.length > 1) lines.push(sayPaste('pasteWhichValue', { label, names: either(said) }))
  }
  if (left.length > 0) lines.push(leftLine(left))
  return lines
}

function leftLine(left: readonly string[]): string {
  const names = left.filter(isName).slice(0, 4)
  if (names.length === 0) return sayPasteCount('pasteLeftUnnamed', left.length)
  const more = left.length - names.length
  const said = names.join(', ')
  return sayPasteCount('pasteLeft', left.length, {
    names: more > 0 ? sayPasteCount('pasteLeftMore', more, { names: said }) : said,
  })
}

/** What looks like a name; a text that was read wrong might put a secret at its place. */
function isName(name: string): boolean {
  return name.length <= 60 && name.split(/[\s._/-]/).every(part => /^[A-Za-z][A-Za-z0-9]{0,23}$/.test(part))
}

function labelsOf(fields: readonly FilledField[]): string {
  return fields.map(field => field.label).join(', ')
}

function either(words: readonly string[]): string {
  return sayPaste('pasteOr', { first: words.slice(0, -1).join(', '), last: words.at(-1) ?? '' })
}
