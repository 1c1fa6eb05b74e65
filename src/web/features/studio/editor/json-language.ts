import { StreamLanguage, type StringStream } from '@codemirror/language'

interface Reading {
  /** Inside a comment of several lines. */
  comment: boolean
  depth: number
}

/** JSON as people write it, in coloured parts: comments too, and nothing that is broken keeps the rest from its colour. */
export const jsonLanguage = StreamLanguage.define<Reading>({
  name: 'json',
  startState: () => ({ comment: false, depth: 0 }),
  token(stream, reading) {
    if (reading.comment || stream.match('/*')) return readComment(stream, reading)
    if (stream.eatSpace()) return null
    if (stream.match('//')) {
      stream.skipToEnd()
      return 'comment'
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return stream.match(/^\s*:/, false) ? 'propertyName' : 'string'
    if (stream.match(/^(?:-?\d[\d.eE+-]*|(?:true|false|null)\b)/)) return 'number'
    const letter = stream.next() ?? ''
    if ('{['.includes(letter)) reading.depth++
    if ('}]'.includes(letter)) reading.depth = Math.max(0, reading.depth - 1)
    return '{}[],:'.includes(letter) ? 'punctuation' : null
  },
  indent({ depth }, after, { unit }) {
    return Math.max(0, depth - (/^\s*[}\]]/.test(after) ? 1 : 0)) * unit
  },
  languageData: { commentTokens: { line: '//', block: { open: '/*', close: '*/' } }, indentOnInput: /^\s*[}\]]$/ },
})

function readComment(stream: StringStream, reading: Reading): string {
  reading.comment = !stream.match(/^.*?\*\//)
  if (reading.comment) stream.skipToEnd()
  return 'comment'
}
