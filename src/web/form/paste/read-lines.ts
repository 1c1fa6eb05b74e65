import { MOST_VALUES, type PastedValue } from './pasted.ts'

/** The marks of lists and tables, then `export` and its like with the marks of bold words. */
const MARKS = /^(?:[-*+]\s+|\d+[.)]\s+|\|\s*)/
const BEFORE = /^(?:export\s+|set\s+|\$env:)?(?:\*\*|__|`)?["']?/
const PAIR = /^([A-Za-z_][\w .()/-]{0,60}?)["'`*_]{0,3}\s*(=|:|\t|\|)\*{0,2}(?:\s+|(?=\S)|$)(.*)$/
/** A private key has some fifty. */
const MOST_LINES = 200
const SECTION = /^\[\s*(?:profile\s+)?["']?([^\]"']{1,80})["']?\s*\]$/

interface Line {
  name: string
  text: string
  mark: string
  indent: number
}

/**
 * `NAME=value` and `Name: value` lines as `.env`, INI, YAML and plain notes have them: sections and indented groups
 * become outer names; a quoted value may go over lines. Lines of any other form are left out.
 */
export function readLines(text: string): PastedValue[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const values: PastedValue[] = []
  const groups: { name: string; indent: number }[] = []
  let section: string | undefined
  for (let i = 0; i < lines.length && values.length < MOST_VALUES; i++) {
    const head = SECTION.exec((lines[i] ?? '').trim())
    if (head) {
      section = head[1]?.trim()
      groups.length = 0
      continue
    }
    const line = readLine(lines[i] ?? '')
    if (!line) continue
    while ((groups.at(-1)?.indent ?? -1) >= line.indent) groups.pop()
    if (line.text === '' && line.mark === ':') {
      groups.push({ name: line.name, indent: line.indent })
      continue
    }
    const { value, last } = readValue(line, lines, i)
    i = last
    const outer = groups.filter(group => group.indent < line.indent).map(group => group.name)
    if (value !== '') values.push({ names: [...(section ? [section] : []), ...outer, line.name], value })
  }
  return values
}

function readLine(raw: string): Line | undefined {
  const indent = raw.search(/\S|$/)
  const trimmed = raw.trim()
  if (trimmed === '' || /^(#|\/\/|;|```|-----)/.test(trimmed)) return undefined
  const plain = trimmed.replace(MARKS, '')
  const whole = /^(["'])(.*)\1$/.exec(plain)?.[2] ?? plain
  const found = PAIR.exec(whole.replace(BEFORE, ''))
  if (!found) return undefined
  const [, name = '', mark = '', text = ''] = found
  // `https://…` is no name with a value, and a drive letter is none either.
  if (mark === ':' && (name.trim().length < 2 || /^[/\\]/.test(text))) return undefined
  return { name: name.trim(), mark, text: mark === '|' ? text.replace(/\s*\|\s*$/, '') : text.trim(), indent }
}

/** Takes quotes off, and a comment behind; a quote that does not close on its line closes on a later one. */
function readValue({ text }: Line, lines: string[], at: number): { value: string; last: number } {
  const quote = text[0] ?? ''
  if (quote === '' || !`"'\``.includes(quote)) return { value: withoutComment(text), last: at }
  const closed = closingQuote(text, quote)
  if (closed !== -1) return { value: unquoted(text.slice(1, closed), quote), last: at }
  let whole = text
  for (let i = at + 1; i < lines.length && i <= at + MOST_LINES; i++) {
    whole += `\n${lines[i]}`
    const end = closingQuote(whole, quote, whole.length - (lines[i]?.length ?? 0))
    if (end !== -1) return { value: unquoted(whole.slice(1, end), quote), last: i }
  }
  return { value: withoutComment(text), last: at }
}

function closingQuote(text: string, quote: string, from = 1): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\' && quote === '"') i++
    else if (text[i] === quote) return i
  }
  return -1
}

const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t' }

function unquoted(text: string, quote: string): string {
  return quote === '"' ? text.replace(/\\(.)/g, (_, char: string) => ESCAPED[char] ?? char) : text
}

function withoutComment(text: string): string {
  const at = text.search(/\s#/)
  return (at === -1 ? text : text.slice(0, at)).trim()
}
