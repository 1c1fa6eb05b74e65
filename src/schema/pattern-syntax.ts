/** A regular expression as a tree. Groups leave no trace; what a set matches stays in its own words. */
export type PatternNode =
  | { kind: 'set'; text: string }
  /** `^`, `$`, `\b`: takes no text. */
  | { kind: 'edge'; text: string }
  | { kind: 'look'; body: PatternNode }
  | { kind: 'all'; parts: PatternNode[] }
  | { kind: 'any'; options: PatternNode[] }
  | { kind: 'repeat'; body: PatternNode; min: number; max: number }

const TOKEN =
  /\\(?:u\{[^}]*\}|u[0-9a-f]{4}|x[0-9a-f]{2}|c[a-z]|p\{[^}]*\}|k<[^>]*>|[0-9]+|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:<?[=!]|<[^>]*>|[a-z-]*:))?|[)|]|(?:[*+?]|\{\d+(?:,\d*)?\})\??|[\s\S]/giu

/** Reads a pattern that compiles with flag `u`. */
export function parsePattern(pattern: string): PatternNode {
  const tokens = pattern.match(TOKEN) ?? []
  let at = 0

  const readOptions = (): PatternNode => {
    const options = [readParts()]
    while (tokens[at] === '|') {
      at++
      options.push(readParts())
    }
    const [only] = options
    return only && options.length === 1 ? only : { kind: 'any', options }
  }
  const readParts = (): PatternNode => {
    const parts: PatternNode[] = []
    for (let token = tokens[at]; token !== undefined && token !== '|' && token !== ')'; token = tokens[at]) {
      at++
      const repeat = repeatOf(token)
      const body = repeat ? parts.pop() : undefined
      if (repeat) parts.push({ kind: 'repeat', body: body ?? { kind: 'all', parts: [] }, ...repeat })
      else parts.push(token.startsWith('(') ? readGroup(token) : leafOf(token))
    }
    const [only] = parts
    return only && parts.length === 1 ? only : { kind: 'all', parts }
  }
  const readGroup = (open: string): PatternNode => {
    const body = readOptions()
    at++
    return /^\(\?<?[=!]/.test(open) ? { kind: 'look', body } : body
  }
  return readOptions()
}

function repeatOf(token: string): { min: number; max: number } | undefined {
  const first = token.charAt(0)
  if (first === '*') return { min: 0, max: Number.POSITIVE_INFINITY }
  if (first === '+') return { min: 1, max: Number.POSITIVE_INFINITY }
  if (first === '?') return { min: 0, max: 1 }
  const counts = /^\{(\d+)(,?)(\d*)\}/.exec(token)
  if (!counts) return undefined
  const [, least, comma, most] = counts
  const min = Number(least)
  if (comma === '') return { min, max: min }
  return { min, max: most === '' ? Number.POSITIVE_INFINITY : Number(most) }
}

function leafOf(token: string): PatternNode {
  if (token === '^' || token === '$' || token === '\\b' || token === '\\B') return { kind: 'edge', text: token }
  // What a group matched before may be any text; one letter of it stands in for it.
  return { kind: 'set', text: /^\\(?:[1-9]|k<)/.test(token) ? '[^]' : token }
}
