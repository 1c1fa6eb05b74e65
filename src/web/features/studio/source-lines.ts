import { highlightJson, type Token } from './highlight-json.ts'
import { isTooLarge } from './refuse-large.ts'

/** From here on only the lines in view are drawn. */
const LONG_LINES = 400
/** A line with more characters is nobody's handwriting; as many coloured parts would hold the page up. */
const ENDLESS = 5000
/** A comment that begins further above is not seen; it is only a matter of colour. */
const BEFORE = 200

/** What has to be known of a text to draw it, found without drawing it. */
export function describeSource(source: string): {
  count: number
  /** Of the longest line, in characters of the code font; a tab counts two, and so does anything wide. */
  columns: number
  isLong: boolean
  isEndless: boolean
  /** Too large for a preview. */
  isHuge: boolean
} {
  let count = 0
  let longest = ''
  let from = 0
  while (from <= source.length) {
    const end = source.indexOf('\n', from)
    const to = end === -1 ? source.length : end
    if (to - from > longest.length) longest = source.slice(from, to)
    count++
    from = to + 1
  }
  const isEndless = longest.length > ENDLESS
  const wide = isEndless ? 0 : (longest.match(/[\t\u1100-\uffff]/g)?.length ?? 0)
  return {
    count,
    columns: Math.min(longest.length, ENDLESS) + wide,
    isLong: count > LONG_LINES,
    isEndless,
    isHuge: isTooLarge(source),
  }
}

/** The lines from `from` up to `to`, counted from 0, in coloured parts. An endless one is cut. */
export function paintLines(source: string, from: number, to: number): Token[][] {
  const first = Math.max(0, from - BEFORE)
  const start = offsetOf(source, first, 0)
  const part = source.slice(start, offsetOf(source, to - first, start) - 1)
  const short = part.length <= ENDLESS ? part : part.split('\n').map(cut).join('\n')
  return highlightJson(short).slice(from - first)
}

function cut(line: string): string {
  return line.length > ENDLESS ? `${line.slice(0, ENDLESS)}…` : line
}

/** Where the line begins that is `lines` below the one at `start`; one behind the end when there are fewer. */
function offsetOf(source: string, lines: number, start: number): number {
  let at = start
  for (let line = 0; line < lines; line++) {
    const end = source.indexOf('\n', at)
    if (end === -1) return source.length + 1
    at = end + 1
  }
  return at
}
