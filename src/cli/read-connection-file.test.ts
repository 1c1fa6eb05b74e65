// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these texts are references to variables
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error.ts'
import { readConnectionFile } from './read-connection-file.ts'

const entry = (values: object) => JSON.stringify({ connections: [{ label: 'Depot1', type: 'depot-basic', values }] })
const read = (text: string, env: Record<string, string> = {}) => readConnectionFile(text, 'c.json', env)

function refusal(text: string, env: Record<string, string> = {}): string {
  try {
    read(text, env)
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.detail}`
  }
  return 'nothing was refused'
}

describe('a file of connections', () => {
  it('gets texts, numbers and lists from variables, at any depth', () => {
    const values = { url: 'https://${HOST}:${PORT}/', port: '${json:PORT}', list: [{ key: '${json:LIST}' }], plain: 5 }
    const { connections, fromVariables } = read(entry(values), { HOST: 'a.example', PORT: '8080', LIST: '["x"]' })
    expect(connections[0]?.values).toEqual({
      url: 'https://a.example:8080/',
      port: 8080,
      list: [{ key: ['x'] }],
      plain: 5,
    })
    expect([...(fromVariables[0] ?? [])]).toEqual(['/url', '/port', '/list/0/key'])
  })

  it('keeps the letters ${ where they are doubled, and puts nothing into what a variable holds', () => {
    const values = { a: '$${HOME}', b: '${ODD}' }
    expect(read(entry(values), { ODD: '${OTHER} $$' }).connections[0]?.values).toEqual({
      a: '${HOME}',
      b: '${OTHER} $$',
    })
  })

  it('tells all variables that are missing or cannot be used, and never what one holds', () => {
    const values = { a: '${ONE}', b: '${TWO}', c: '${json:BAD}', d: 'x ${json:BAD}', e: '${FLOW_APP_KEY}', f: '${a-b}' }
    const words = refusal(entry(values), { BAD: 'canary', FLOW_APP_KEY: 'canary' })
    expect(words).toMatch(/^wrong_use The variable ONE is not set\. The variable TWO is not set\. BAD holds no JSON\. /)
    expect(words).toContain('${json:BAD} has to be the whole value.')
    expect(words).toContain('FLOW_APP_KEY is a variable of this program')
    expect(words).toContain('${a-b} is not the name of a variable')
    expect(words).not.toContain('canary')
  })

  it('names line and column of everything that has the wrong shape', () => {
    const text = `{
  "connections": [
    { "label": "A", "type": "depot-basic", "value": {} },
    { "label": 5, "type": "depot-basic", "values": {}, "shared": "yes" },
    "B"
  ],
  "owner": "ann"
}`
    expect(refusal(text).split('\n')).toEqual([
      'wrong_use c.json:7:3 unknown-key: there is no "owner" here. Known: connections.',
      'c.json:3:5 missing-key: "values" is missing.',
      'c.json:3:44 unknown-key: there is no "value" here. Did you mean "values"?',
      'c.json:4:7 type-mismatch: "label" is not a text.',
      'c.json:4:56 type-mismatch: "shared" is not true or false.',
      'c.json:5:5 type-mismatch: this is not an object.',
      'Nothing was changed.',
    ])
    expect(refusal('{ "connections": {} }')).toContain('c.json:1:1 type-mismatch: the file holds an object with a list')
    expect(refusal('{ "connections": [ ')).toContain('c.json:1:')
  })
})
