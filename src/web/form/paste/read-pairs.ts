import type { PastedValue } from './pasted.ts'
import { readParams, splitAt } from './read-address.ts'

const NAME = /^[a-z][\w .-]{0,40}$/i
const PLACE = /^(server|data source|address|addr|network address|host|host ?name)$/i

/**
 * The pairs of one line: `Server=…;User Id=…` (ADO, ODBC, Azure), `host=… user=…` (libpq) or `a=1&b=2`. Undefined when
 * the line is anything else, or holds a single pair.
 */
export function readPairs(line: string): PastedValue[] | undefined {
  const given = line.trim()
  const text = /^(["'])(.*)\1;?$/.exec(given)?.[2] ?? given
  if (/\n/.test(text) || !text.includes('=')) return undefined
  if (text.includes(';')) return toValues(cut(text, ';'))
  if (/^[\w.-]+=[^&\s]*(&[\w.-]+=[^&\s]*)+$/.test(text)) return toValues(readParams(text))
  if (/\s/.test(text)) return toValues(cut(text.replace(/\s*=\s*/g, '='), ' '))
  return undefined
}

function toValues(pairs: [string, string][] | undefined): PastedValue[] | undefined {
  if (!pairs || pairs.length < 2) return undefined
  return pairs.flatMap(([name, value]) => (PLACE.test(name) ? readPlace(name, value) : [{ names: [name], value }]))
}

/** `tcp:db.example.com,1433` */
function readPlace(name: string, value: string): PastedValue[] {
  const found = /^(?:tcp:|lpc:|np:)?([^,\s]+),\s*(\d{1,5})$/i.exec(value)
  if (!found?.[1] || !found[2]) return [{ names: [name], value: value.replace(/^tcp:/i, '') }]
  return [
    { names: [name], value: found[1], concept: 'host' },
    { names: ['port'], value: found[2], concept: 'port' },
  ]
}

/** Cuts at `mark` outside of quotes and braces; every piece must be a pair. */
function cut(text: string, mark: string): [string, string][] | undefined {
  const pairs: [string, string][] = []
  let rest = text.trim()
  while (rest !== '') {
    const [name = '', behind] = splitAt(rest, '=')
    if (behind === undefined || !NAME.test(name.trim())) return undefined
    const { value, end } = readQuoted(behind.trimStart(), mark)
    pairs.push([name.trim(), value])
    rest = behind.trimStart().slice(end).trimStart()
    if (pairs.length > 100) return undefined
  }
  return pairs
}

/** A quote or brace inside is written twice. */
function readQuoted(text: string, mark: string): { value: string; end: number } {
  const open = text[0] ?? ''
  const close = open === '{' ? '}' : open
  if (`"'{`.includes(open) && open !== '') {
    let value = ''
    for (let i = 1; i < text.length; i++) {
      if (text[i] !== close) value += text[i]
      else if (text[i + 1] === close) value += text[i++]
      else return { value, end: i + 1 + (text[i + 1] === mark ? 1 : 0) }
    }
  }
  const at = text.indexOf(mark)
  const end = at === -1 ? text.length : at
  return { value: text.slice(0, end).trim(), end: end + 1 }
}
