import { describe, expect, it } from 'vitest'
import { readLoadFile } from './read-load-file.ts'

const read = (text: string) => readLoadFile(text, 'oauths.json')

describe('readLoadFile', () => {
  it('reads connector, display name and values', () => {
    const file = read('{ "google_gmail": { "Gmail-1": { "CLIENT_ID": "abc", "CLIENT_SECRET": "s3cret" } } }')
    expect(file.problems).toEqual([])
    expect(file.entries).toEqual([
      {
        connector: 'google_gmail',
        displayName: 'Gmail-1',
        values: { CLIENT_ID: 'abc', CLIENT_SECRET: 's3cret' },
        position: { line: 1, column: 21 },
      },
    ])
  })

  it('names a missing comma in the words of the contract', () => {
    const text =
      '{\n  "onedrive": { "OneDrive": {\n        "CLIENT_ID": "abcdefghi"\n        "CLIENT_SECRET": "s3cret" } } }'
    expect(read(text).problems).toEqual([
      'oauths.json:4:9 missing-comma: a comma is missing after "CLIENT_ID" (line 3, column 33). Nothing was loaded.\n        "CLIENT_SECRET": ••• } } }\n        ^',
    ])
  })

  it('prints the line of another syntax error with a caret, and masks every value in it', () => {
    const [problem = ''] = read('{ "a": { "b": { "CLIENT_SECRET": "canary-1" , "X": canary-2 } } }').problems
    expect(problem).toBe(
      [
        'oauths.json:1:52 bad-json: expected a value: text in double quotes, a number, true, false, null, an object or a list, but found "c". Nothing was loaded.',
        '{ "a": { "b": { "CLIENT_SECRET": "•••" , "X": ••• } } }'.replaceAll('"•••"', '•••'),
        `${' '.repeat('{ "a": { "b": { "CLIENT_SECRET": ••• , "X": '.length)}^`,
      ].join('\n'),
    )
  })

  it.each([
    ['an unfinished text', '{ "a": { "b": { "CLIENT_SECRET": "canary'],
    ['a forgotten colon', '{ "a": { "b": { "CLIENT_SECRET" "canary" } } }'],
    ['single quotes', "{ 'a': { 'b': { 'CLIENT_SECRET': 'canary' } } }"],
    ['a number in front', '{ "a": { "b": { "CLIENT_SECRET": 7canary } } }'],
    ['a wrong type', '{ "a": { "b": { "CLIENT_SECRET": ["canary"] } } }'],
    ['a wrong level', '{ "a": { "b": "canary" } }'],
    ['a duplicate key', '{ "a": { "b": { "K": "canary", "K": "canary" } } }'],
    ['no object', '"canary"'],
  ])('never repeats a value: %s', (_, text) => {
    const file = read(text)
    expect(file.problems.length).toBeGreaterThan(0)
    expect(file.problems.join()).not.toContain('canary')
    expect(file.problems.every(line => line.includes('Nothing was loaded.'))).toBe(true)
    expect(file.entries).toEqual([])
  })

  it('lists every wrong type with its place', () => {
    const file = read('{ "a": { "b": { "CLIENT_ID": 7 } },\n "c": [] }')
    expect(file.problems).toEqual([
      'oauths.json:1:30 type-mismatch: the value of "CLIENT_ID" is not a text. Nothing was loaded.\n{ "a": { "b": { "CLIENT_ID": ••• } },\n                             ^',
      'oauths.json:2:7 type-mismatch: "c" is not an object of display names. Nothing was loaded.\n "c": [] }\n      ^',
    ])
  })

  it('skips an entry that was never filled in, with a warning', () => {
    const file = read('{ "a": { "b": { "CLIENT_ID": "<client-id-here>", "CLIENT_SECRET": "x" } } }')
    expect(file.entries).toEqual([])
    expect(file.skipped).toEqual([{ connector: 'a', displayName: 'b' }])
    expect(file.warnings).toEqual(['oauths.json:1:10 a / b was skipped: "CLIENT_ID" still has to be filled in.'])
  })

  it('takes keys that start with _ or // as comments, on every level', () => {
    const file = read('{ "_": 1, "a": { "//": 2, "b": { "//why": 3, "CLIENT_ID": "x" } } }')
    expect(file.problems).toEqual([])
    expect(file.entries[0]?.values).toEqual({ CLIENT_ID: 'x' })
  })

  it('COAT-1: refuses two display names that would share a return address', () => {
    const file = read('{ "a": { "Google Drive": { "CLIENT_ID": "1" }, "google-drive": { "CLIENT_ID": "2" } } }')
    expect(file.problems[0]).toContain('equal-slug')
  })
})
