const TOKEN = /(["'])(?:\\.|(?!\1)[^\\])*\1?|[^\s{}[\],:"']+/g
const MASK = '•••'
const WIDTH = 120

/**
 * One line of a JSON file with a caret under the column. Whatever is not a key is masked at one length, because it may
 * be a secret. Line and column count from 1.
 */
export function maskedExcerpt(text: string, line: number, column: number): string {
  const original = (text.split('\n')[line - 1] ?? '').replace(/\r$/, '')
  const place = column - 1
  let masked = ''
  let caret = 0
  let end = 0
  for (const match of original.matchAll(TOKEN)) {
    masked += original.slice(end, match.index)
    if (place >= end) caret = masked.length - Math.max(0, match.index - place)
    const isKey = /^["']/.test(match[0]) && /^\s*:/.test(original.slice(match.index + match[0].length))
    if (place >= match.index) caret = masked.length
    const start = masked.length
    masked += isKey || /^(?:true|false|null)$/.test(match[0]) ? match[0] : MASK
    end = match.index + match[0].length
    if (place >= match.index && place < end && isKey) caret = start + (place - match.index)
  }
  if (place >= end) caret = masked.length + (place - end)
  masked += original.slice(end)
  const from = Math.max(0, caret - WIDTH / 2)
  return `${masked.slice(from, from + WIDTH)}\n${' '.repeat(Math.max(0, caret - from))}^`
}
