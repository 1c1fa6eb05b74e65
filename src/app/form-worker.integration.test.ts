import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFormWorkerClient, type FormWorkerClient } from './form-worker-client.ts'
import { createValidatorCache } from './validator-cache.ts'

const TEXTS = { service: '', chain: ['en'], bundles: {} }
const SCHEMA = { type: 'object', properties: { a: { type: 'string' } } }

let folder: string
let worker: FormWorkerClient
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-forms-'))
  worker = createFormWorkerClient()
})
afterEach(async () => {
  await worker.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the form worker', () => {
  it('compiles a pasted text and builds its validator', async () => {
    const source = '{"input":{"type":"object","title":"Shop","properties":{"url":{"type":"string","title":"Address"}}}}'
    const previewed = await worker.preview(source, TEXTS)
    expect(previewed?.form?.uiSchema['ui:title']).toBe('Shop')
    expect(previewed?.code).toContain('export default function')
  })

  it('says where a text stops being JSON', async () => {
    const previewed = await worker.preview('{\n  "a": 1\n  "b": 2\n}', TEXTS)
    expect(previewed).toMatchObject({ form: null, problems: [{ line: 3, column: 3, code: 'missing-comma' }] })
  })

  it('gives up at the limit and does the next job all the same', async () => {
    const hurried = createFormWorkerClient({ buildMs: 0 })
    expect(await hurried.build(SCHEMA)).toBeUndefined()
    expect(await hurried.preview('{"type":"object","properties":{}}', TEXTS)).toMatchObject({ problems: [] })
    await hurried.close()
  })

  it('answers each of several jobs that come at once', async () => {
    const codes = await Promise.all(['a', 'b', 'c'].map(name => worker.build({ const: name })))
    expect(codes.map((code, i) => code?.includes(`"const":"${'abc'[i]}"`))).toEqual([true, true, true])
  })

  it('gives nothing for a schema that cannot be built', async () => {
    expect(await worker.build({ properties: { a: { pattern: '(' } } })).toBeUndefined()
  })
})

describe('the validator cache', () => {
  const makeCache = (now = () => 0) => createValidatorCache({ folder, worker, clock: { now } })

  it('keeps what it built on disk, for the next start', async () => {
    const hash = (await makeCache().ensure(SCHEMA)) ?? ''
    const later = createValidatorCache({ folder, worker: refusing(), clock: { now: () => 0 } })
    expect(await later.ensure(SCHEMA)).toBe(hash)
    expect(await later.read(hash)).toMatchObject({ cache: 'immutable' })
  })

  it('leaves no half-written file', async () => {
    await Promise.all([makeCache().ensure(SCHEMA), makeCache().ensure(SCHEMA)])
    expect((await readdir(folder)).filter(name => !/^[0-9a-f]{64}\.js$/.test(name))).toEqual([])
  })

  it('serves a preview for a quarter of an hour, to be kept by nobody', async () => {
    let now = 0
    const cache = makeCache(() => now)
    const hash = cache.keepPreview(SCHEMA, 'the code')
    expect(await cache.read(hash)).toEqual({ code: 'the code', cache: 'no-store' })
    now = 15 * 60_000
    expect(await cache.read(hash)).toBeUndefined()
  })

  it('reads nothing outside its folder', async () => {
    await writeFile(join(folder, 'secret.js'), 'x')
    expect(await makeCache().read('../secret')).toBeUndefined()
    expect(await makeCache().read('secret')).toBeUndefined()
  })
})

function refusing(): FormWorkerClient {
  return { build: async () => undefined, preview: async () => undefined, close: async () => {} }
}
