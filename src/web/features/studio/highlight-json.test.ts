import { describe, expect, it } from 'vitest'
import { highlightJson } from './highlight-json.ts'

describe('highlightJson', () => {
  it('tells keys from texts, numbers and marks', () => {
    const [line = []] = highlightJson('{ "a": "b", "n": -1.5e3 }')
    expect(line.filter(token => token.kind !== 'punct' && token.kind !== 'plain')).toEqual([
      { kind: 'key', text: '"a"' },
      { kind: 'string', text: '"b"' },
      { kind: 'key', text: '"n"' },
      { kind: 'number', text: '-1.5e3' },
    ])
  })

  it.each([
    '{\n  "a": 1 // why\n}\n',
    '/* one\ntwo */ { "x": [true, null] }',
    '{ "open: 1,\n \\ "b" : 2 @@',
    '',
    '\r\n\r\n{',
  ])('keeps every character of %j', source => {
    const lines = highlightJson(source)
    expect(lines.map(line => line.map(token => token.text).join('')).join('\n')).toBe(source)
  })
})
