type TokenKind = 'key' | 'string' | 'number' | 'punct' | 'comment' | 'plain'

export interface Token {
  kind: TokenKind
  text: string
}

const PARTS =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>"(?:[^"\\\n]|\\.)*"?)(?<colon>\s*:)?|(?<number>-?\d[\d.eE+-]*|\b(?:true|false|null)\b)|(?<punct>[{}[\],:]+)/g

/** The text cut into lines of coloured parts. Never fails: what is no JSON stays plain. */
export function highlightJson(source: string): Token[][] {
  const lines: Token[][] = [[]]
  const add = (kind: TokenKind, text: string) => {
    const [first = '', ...rest] = text.split('\n')
    if (first) lines.at(-1)?.push({ kind, text: first })
    for (const line of rest) lines.push(line ? [{ kind, text: line }] : [])
  }
  let at = 0
  for (const match of source.matchAll(PARTS)) {
    if (match.index > at) add('plain', source.slice(at, match.index))
    const { comment, string, colon, number, punct } = match.groups ?? {}
    if (comment !== undefined) add('comment', comment)
    else if (string !== undefined) {
      add(colon === undefined ? 'string' : 'key', string)
      if (colon !== undefined) add('punct', colon)
    } else if (number !== undefined) add('number', number)
    else if (punct !== undefined) add('punct', punct)
    at = match.index + match[0].length
  }
  if (at < source.length) add('plain', source.slice(at))
  return lines
}
