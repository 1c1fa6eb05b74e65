import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Preview } from '#shared/contract/preview.ts'
import type { AppContext } from './context.ts'
import { createFormWorkerClient, type FormWorkerClient } from './form-worker-client.ts'
import { makePreviewSchema } from './preview-schema.ts'
import { createValidatorCache } from './validator-cache.ts'

let folder: string
let worker: FormWorkerClient
let preview: (source: string) => Promise<Preview>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-preview-'))
  // The limits are for hostile texts, not for a busy machine.
  worker = createFormWorkerClient({ previewMs: 20_000 })
  const validators = createValidatorCache({ folder, worker, clock: { now: () => 0 } })
  // A pasted text needs nothing that is installed.
  const make = makePreviewSchema({} as AppContext, { worker, validators })
  preview = source => make({ source })
})
afterAll(async () => {
  await worker.close()
  await rm(folder, { recursive: true, force: true })
})

const properties = (count: number, field: object) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, field]))
const nested = (depth: number): object =>
  depth === 0 ? { type: 'string' } : { type: 'object', properties: { a: nested(depth - 1) } }
const text = (value: object) => JSON.stringify(value, null, 1)

/** Everything that is said about a text as code and place, what is written to people included. */
const said = ({ form, problems }: Preview) => [
  ...problems,
  ...(form?.diagnostics ?? []).map(({ rule, ...rest }) => ({ ...rest, code: rule })),
]

const NODES = {
  properties: Object.fromEntries(
    Array.from({ length: 10 }, (_, i) => [
      `g${i}`,
      { type: 'object', title: 'G', properties: properties(160, { type: 'string', title: 'T' }) },
    ]),
  ),
}

describe('a hostile text in the preview', () => {
  it.each<[string, string, { code: string; pointer: string; line: number }]>([
    [
      'a reference to another server',
      text({ properties: { a: { $ref: 'https://example.com/x.json' } } }),
      { code: 'bad-ref', pointer: '/properties/a/$ref', line: 4 },
    ],
    [
      'a reference in a circle',
      text({
        properties: { a: { $ref: '#/definitions/n' } },
        definitions: { n: { type: 'object', properties: { n: { $ref: '#/definitions/n' } } } },
      }),
      { code: 'bad-ref', pointer: '/definitions/n/properties/n/$ref', line: 12 },
    ],
    ['more than 1,500 nodes', text(NODES), { code: 'no-schema', pointer: '/properties/g9/properties/f49', line: 6017 }],
    [
      'more fields than an object may have',
      text({ properties: properties(2000, { type: 'string' }) }),
      { code: 'no-schema', pointer: '/properties', line: 2 },
    ],
    ['too many levels', text({ properties: { a: nested(40) } }), { code: 'too-deep', pointer: '', line: 0 }],
    [
      'a pattern that may take for ever',
      text({ properties: { a: { type: 'string', pattern: '^(a+)+$' } } }),
      { code: 'pattern-safe', pointer: '/properties/a/pattern', line: 5 },
    ],
    [
      'a name that reaches into objects',
      '{"properties":{"__proto__":{"type":"string"}}}',
      { code: 'name-reserved', pointer: '/properties/__proto__', line: 1 },
    ],
    [
      'a key that stands twice',
      '{\n"properties":{\n"a":{"type":"string"},\n"a":{"type":"number"}}}',
      { code: 'duplicate-key', pointer: '/properties/a', line: 4 },
    ],
    [
      'a key that stands ten thousand times',
      `{"properties":{${Array.from({ length: 10_000 }, () => '"a":{"b":1}').join(',\n')}}}`,
      { code: 'duplicate-key', pointer: '/properties/a', line: 2 },
    ],
    [
      'a comma that is missing',
      '{\n "properties": {}\n "title": "x"}',
      { code: 'missing-comma', pointer: '/title', line: 3 },
    ],
    ['only brackets', '['.repeat(250_000), { code: 'too-deep', pointer: '/0'.repeat(60), line: 1 }],
    ['only quotes', '"'.repeat(250_000), { code: 'bad-json', pointer: '', line: 1 }],
    ['only comments that begin', '/*'.repeat(120_000), { code: 'bad-json', pointer: '', line: 1 }],
    ['no object', '"text"', { code: 'no-schema', pointer: '', line: 1 }],
    ['more than 256 kB', `{"a": "${'x'.repeat(300_000)}"}`, { code: 'too-large', pointer: '', line: 1 }],
  ])('is told with place, reason and fix: %s', async (_, source, expected) => {
    const answer = await preview(source)
    const lines = said(answer)
    const found = lines.find(each => each.code === expected.code)
    expect(found).toMatchObject({ fix: expect.stringMatching(/\S/), message: expect.stringMatching(/\S/) })
    if (expected.line > 0) expect(found).toMatchObject(expected)
    expect(lines.length).toBeLessThan(100)
    for (const { message, fix } of lines)
      expect(`${message} ${fix}`).not.toMatch(/must (be|have|NOT|match)|schemaPath|#\/|strict mode/)
  })

  it('is given up when it takes too long, and the next one is answered', async () => {
    const hurried = createFormWorkerClient({ previewMs: 0 })
    const validators = createValidatorCache({ folder, worker: hurried, clock: { now: () => 0 } })
    const answer = await makePreviewSchema({} as AppContext, { worker: hurried, validators })({ source: text(NODES) })
    expect(answer).toMatchObject({
      form: null,
      problems: [{ code: 'too-slow', fix: expect.stringContaining('smaller') }],
    })
    await hurried.close()
    expect((await preview('{"properties":{}}')).form?.validator).not.toBeNull()
  })
})
