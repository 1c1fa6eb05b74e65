import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import { writeType } from './fixtures/depot-connector.ts'
import { makeTestServer, PAGE_HEADERS, type TestServer } from './fixtures/test-server.ts'

const text = (more: object = {}) => ({ type: 'string', title: 'Text', ...more })
const ODD = {
  name: 'depot-wide',
  version: 'v1',
  input: {
    type: 'object',
    title: 'Wide',
    properties: {
      code: text({ pattern: '^(a|b)+$' }),
      free: text(),
      map: { type: 'object', title: 'Map', additionalProperties: text({ pattern: '^x' }) },
      rows: {
        type: 'array',
        title: 'Rows',
        uniqueItems: true,
        items: { type: 'object', properties: { name: text(), password: text({ format: 'password' }) } },
      },
    },
  },
}

let server: TestServer
beforeAll(async () => {
  server = await makeTestServer()
  const code = 'module.exports = { connect: (i, o) => o(null, { handle: {} }), validate: (i, p, o) => o(null, true) }'
  await writeType(server.depot, { name: 'wide', version: 'v1', document: ODD, code })
  await server.start()
})
afterAll(() => server.remove())

interface Refusal {
  status: number
  code: string
  errors?: FieldProblem[]
}

/** `text` is the body as it goes over the wire. */
async function send(text: string): Promise<Refusal> {
  const headers = { ...PAGE_HEADERS, 'content-type': 'application/json' }
  const url = '/api/page/connections/test'
  const answer = await server.inject({ method: 'POST', url, headers, payload: text })
  expect(answer.headers['content-type']).toContain('application/problem+json')
  return answer.json() as Refusal
}

const bodyOf = (values: string) => `{"type":"depot-wide","values":${values}}`
const json = (values: object) => bodyOf(JSON.stringify(values))
const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))

const REFUSED: [what: string, body: string, pointer: string, words: string][] = [
  ['a text too long for its pattern', json({ code: 'a'.repeat(10_001) }), '/code', 'Use at most 10,000 characters.'],
  ['one in a map', json({ map: { b: 'x'.repeat(10_001) } }), '/map/b', 'Use at most 10,000 characters.'],
  ['a list of 1 MB', json({ rows: many(30_000, i => ({ name: `a${i}` })) }), '/rows', 'Keep at most 1,000 entries.'],
  ['names of 1 MB', json(Object.fromEntries(many(50_000, i => [`n${i}`, i]))), '', 'Keep at most 1,000 entries.'],
  [
    'entries of a map',
    json({ map: Object.fromEntries(many(1_001, i => [`n${i}`, 'x'])) }),
    '/map',
    'Keep at most 1,000 entries.',
  ],
  [
    'lists in lists',
    json({ rows: many(500, () => ({ list: many(500, () => 0) })) }),
    '',
    'Keep at most 20,000 entries.',
  ],
  ['a reserved name in a map', bodyOf('{"map":{"constructor":"x"}}'), '/map/constructor', 'This name is not allowed.'],
  [
    'a name of the prototype',
    bodyOf('{"map":{"a":{"__proto__":{"polluted":true}}}}'),
    '/map/a/__proto__',
    'This name is not allowed.',
  ],
  ['the same with escapes', bodyOf('{"\\u005f_proto__":1}'), '/__proto__', 'This name is not allowed.'],
  [
    'deep nesting',
    bodyOf(`{"free":${'{"a":'.repeat(70)}1${'}'.repeat(70)}}`),
    '/values/free/a/a/a/a/a/a',
    'This is nested deeper than 64 levels.',
  ],
  [
    'deepest nesting',
    bodyOf(`{"rows":${'['.repeat(400_000)}${']'.repeat(400_000)}}`),
    '/values/rows/0/0/0/0/0/0',
    'This is nested deeper than 64 levels.',
  ],
]

describe('bad values', () => {
  it.each(REFUSED)('%s: a problem with its place', async (_what, body, pointer, words) => {
    const { status, code, errors } = await send(body)
    expect([status, code]).toEqual([422, 'invalid_input'])
    expect(errors).toMatchObject([{ pointer, detail: words }])
  })

  it('that are larger than 1 MB are refused unread', async () => {
    expect(await send(json({ free: 'x'.repeat(1_048_576) }))).toMatchObject({ status: 413, code: 'too_large' })
  })

  it('pollute nothing, and names of Object.prototype that no map holds are dropped', async () => {
    const body = bodyOf('{"free":"x","constructor":{"prototype":{"polluted":true}},"toString":"x"}')
    const headers = { ...PAGE_HEADERS, 'content-type': 'application/json' }
    const answer = await server.inject({ method: 'POST', url: '/api/page/connections/test', headers, payload: body })
    expect(answer.json()).toMatchObject({ ok: true })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('are refused by the API for engines too', async () => {
    const headers = { 'content-type': 'application/json', host: PAGE_HEADERS.host }
    const payload = '{"id":"con_x","__proto__":{"a":1}}'
    const answer = await server.inject({ method: 'POST', url: '/api/v1/credentials/read', headers, payload })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode).toBeLessThan(500)
  })

  it('take a long text where no pattern is', async () => {
    const answer = await server.call('POST', '/api/page/connections/test', {
      type: 'depot-wide',
      values: { free: 'x'.repeat(900_000) },
    })
    expect(answer.body).toMatchObject({ ok: true })
  })
})
