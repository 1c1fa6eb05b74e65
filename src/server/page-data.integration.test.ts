import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConnectorList } from '#shared/contract/connectors.ts'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import type { Preview } from '#shared/contract/preview.ts'
import { BASIC, BASIC_CODE, writeType } from './fixtures/depot-connector.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await makeTestServer()
  await writeType(server.depot, {
    name: 'broken',
    version: 'v1',
    document: '{\n  "input": {\n    "type": "object"\n    "properties": {}\n  }\n}\n',
    code: BASIC_CODE,
  })
  const document = { ...BASIC, name: 'depot-mute' }
  await writeType(server.depot, { name: 'mute', version: 'v1', document, code: 'module.exports = {}\n' })
  await server.start()
})
afterAll(() => server.remove())

describe('the list of connectors', () => {
  it('offers what works and says of the rest where and why it does not', async () => {
    const { items, broken } = (await server.call('GET', '/api/page/connectors?locale=de-AT')).body as ConnectorList
    expect(items.map(item => [item.service, item.connectionTypes.map(type => type.name)])).toEqual([
      ['depot', ['depot-basic', 'depot-odd', 'depot-plain']],
    ])
    expect(items[0]?.connectionTypes[0]).toMatchObject({ title: 'Depot Server Credentials', hasValidate: true })
    expect(broken.map(one => [one.name, one.code, one.line]).sort()).toEqual([
      ['broken', 'missing-comma', 4],
      ['depot-mute', 'no-connect', 1],
    ])
  })
})

describe('a form', () => {
  it('arrives as the compiler made it', async () => {
    const { body } = await server.call('GET', '/api/page/forms/depot-basic?locale=en')
    expect(body).toEqual(await server.app().getForm({ name: 'depot-basic', locale: 'en' }))
  })

  it('comes with a validator that can be fetched by its hash', async () => {
    const { body } = await server.call('GET', '/api/page/forms/depot-basic')
    const form = body as ConnectionForm
    expect(form).toMatchObject({ version: 'v1', title: 'Depot Server Credentials', defaultLabel: 'Depot_Basic1' })
    expect(form.form.validator?.url).toBe(`/validators/${form.form.validator?.hash}.js`)
    const answer = await server.call('GET', form.form.validator?.url ?? '')
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
    })
    expect(answer.text).toContain('export default function')
  })
})

describe('the preview', () => {
  const preview = async (body: object) => (await server.call('POST', '/api/page/preview', body)).body as Preview

  it('shows a pasted text as a form, whose validator nobody keeps', async () => {
    const properties = { pasted: { type: 'string', title: 'Only here' } }
    const source = JSON.stringify({ input: { type: 'object', title: 'Pasted', properties } })
    const { title, form } = await preview({ source })
    expect(title).toBe('Pasted')
    const answer = await server.call('GET', form?.validator?.url ?? '')
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store'])
  })

  it('says where a pasted text is wrong', async () => {
    expect(await preview({ source: '{"a" 1}' })).toMatchObject({
      form: null,
      problems: [{ line: 1, severity: 'error' }],
    })
    expect(await preview({ source: '' })).toMatchObject({ form: null, problems: [{ code: 'bad-json' }] })
    expect(await preview({ source: '[]' })).toMatchObject({ form: null, problems: [{ code: 'no-schema' }] })
  })

  it('shows a file on disk with its text', async () => {
    const shown = await preview({ type: 'depot-basic' })
    expect(shown.file).toContain('basic/v1/connection.json')
    expect(JSON.parse(shown.source)).toMatchObject({ name: 'depot-basic' })
    expect(shown.form?.validator).not.toBeNull()
  })

  it('shows the text of a broken file with what is wrong with it', async () => {
    expect(await preview({ type: 'broken' })).toMatchObject({
      form: null,
      source: expect.stringContaining('"properties"'),
      problems: [{ line: 4, code: 'missing-comma' }],
    })
  })

  it('tells broken files with the same name apart by their paths, and follows a mended one', async () => {
    const folder = join(server.home, 'connectors', 'other', 'auth', 'connection', 'broken')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'connection.json'), '{ "input": { "title": "other" "x": 1 } }')
    await writeFile(join(folder, 'index.js'), BASIC_CODE)
    const file = 'other/auth/connection/broken/connection.json'
    await expect.poll(async () => (await preview({ type: file })).source, { timeout: 20_000 }).toContain('other')
    const [mine, other, byName] = [
      await preview({ type: 'depot/auth/connection/broken/v1/connection.json' }),
      await preview({ type: file }),
      await preview({ type: 'other-broken' }),
    ]
    expect([mine.problems.length, mine.problems[0]?.line]).toEqual([1, 4])
    expect([other.problems.length, other.problems[0]?.line]).toEqual([1, 1])
    expect(byName).toEqual(other)
    await writeFile(join(folder, 'connection.json'), JSON.stringify({ ...BASIC, name: 'other-mended' }))
    await expect
      .poll(() => preview({ type: file }), { timeout: 20_000 })
      .toMatchObject({ type: 'other-mended', version: 'v1', file })
  })

  it('needs a text or a name', async () => {
    expect((await server.call('POST', '/api/page/preview', {})).body).toMatchObject({ code: 'bad_request' })
    expect((await server.call('POST', '/api/page/preview', { type: 'none' })).body).toMatchObject({ code: 'not_found' })
  })

  it('runs the real code, shows its lines without secrets and the shape of its handle without values', async () => {
    const values = { url: 'http://x', user: 'ada', password: 'canary-run', parallel: 2 }
    const run = (operation: string) =>
      server.call('POST', '/api/page/preview/run', { type: 'depot-basic', operation, values })
    const validated = await run('validate')
    expect(validated.body).toMatchObject({ ok: true, logs: [{ text: 'trying •••' }] })
    const connected = await run('connect')
    expect(connected.body).toMatchObject({
      ok: true,
      handleShape: { handle: { url: 'text', user: 'text', password: 'text', parallel: 'number' } },
    })
    expect(validated.text + connected.text).not.toContain('canary-run')
    const { items } = (await server.call('GET', '/api/page/accounts')).body as { items: unknown[] }
    expect(items).toEqual([])
  })
})

describe('the events', () => {
  it('name what to fetch again, for a change here and on disk', async () => {
    const events: string[] = []
    const unsubscribe = server.app().subscribe(event => events.push(event))
    await server.call('POST', '/api/page/keys', { name: 'k', expiresInDays: null })
    expect(events).toEqual(['keys'])
    const folder = join(server.depot, 'locales')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'en.json'), '{"a": "b"}')
    await expect.poll(() => events, { timeout: 20_000 }).toContain('connectors')
    unsubscribe()
  })
})
