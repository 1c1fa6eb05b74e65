import { randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packProject } from '#app/pack-project.ts'
import type { DeployAnswer, StagedConnector } from '#shared/contract/deploy.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

let server: TestServer
let key: string
beforeAll(async () => {
  server = await makeTestServer()
  await server.start()
  key = await makeKey(['deploy'])
})
afterAll(() => server.remove())

async function makeKey(scopes: string[]): Promise<string> {
  const made = await server.call('POST', '/api/page/keys', { name: 'ci', expiresInDays: 1, scopes })
  return (made.body as CreatedApiKey).key
}

interface Sent {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  bearer?: string
  payload?: string | object
  type?: string
}

const send = (url: string, { method = 'POST', bearer = key, payload, type }: Sent = {}) =>
  server.inject({
    method,
    url,
    headers: {
      host: 'localhost:4600',
      ...(bearer === '' ? {} : { authorization: `Bearer ${bearer}` }),
      ...(type ? { 'content-type': type } : {}),
    },
    ...(payload === undefined ? {} : { payload }),
  })

async function archive(): Promise<Buffer> {
  return gzipSync(Buffer.concat(await Array.fromAsync((await packProject(server.depot)).archive)))
}

const upload = (payload: string | object, bearer = key) =>
  send('/api/v1/connectors/uploads?name=depot', { payload, bearer, type: 'application/gzip' })

async function stage(): Promise<StagedConnector> {
  return (await upload(await archive())).json<StagedConnector>()
}

const ROUTES = [
  ['GET', '/api/v1/about'],
  ['POST', '/api/v1/connectors/uploads?name=depot'],
  ['POST', '/api/v1/connectors/uploads/upl_x/deploy'],
  ['DELETE', '/api/v1/connectors/uploads/upl_x'],
  ['GET', '/api/v1/providers'],
  ['GET', '/api/v1/providers/template?connector=x'],
  ['POST', '/api/v1/providers/load'],
  ['DELETE', '/api/v1/providers/prv_x'],
  ['GET', '/api/v1/settings'],
  ['PUT', '/api/v1/settings'],
] as const

describe('the routes for deploying', () => {
  it.each(ROUTES)('%s %s is for keys with the scope deploy', async (method, url) => {
    const engine = await makeKey(['credentials:read', 'uses:write', 'sessions:create', 'act-as-user'])
    expect((await send(url, { method, bearer: '' })).json()).toMatchObject({ status: 401, code: 'unauthorized' })
    const refused = await send(url, { method, bearer: engine })
    expect(refused.json()).toMatchObject({ status: 403, code: 'forbidden' })
    expect(refused.body).toContain('lacks the scope deploy')
  })

  it('a key with the scope deploy reads no credential', async () => {
    const read = await send('/api/v1/credentials/read', { payload: { id: `con_${'a'.repeat(26)}` } })
    expect(read.json()).toMatchObject({ code: 'forbidden' })
  })

  it('refuse what is no archive, and keep nothing of it', async () => {
    for (const body of [
      Buffer.from('no gzip'),
      gzipSync('no tar'),
      Buffer.alloc(0),
      (await archive()).subarray(0, 90),
    ]) {
      const refused = await upload(body)
      expect(refused.json()).toMatchObject({ status: 400, code: 'bad_request' })
      expect(refused.json<{ detail: string }>().detail).toMatch(/Nothing was deployed\.|cut off/)
    }
    expect(await readdir(join(server.home, 'uploads'))).toEqual([])
    const json = await send('/api/v1/connectors/uploads?name=depot', { payload: {} })
    expect(json.statusCode).toBeGreaterThanOrEqual(400)
    const name = await send('/api/v1/connectors/uploads?name=..%2Fx', {
      payload: await archive(),
      type: 'application/gzip',
    })
    expect(name.json()).toMatchObject({ code: 'bad_request' })
  })

  it('an upload is its key’s own, and gone when it is thrown away', async () => {
    const { id } = await stage()
    const url = `/api/v1/connectors/uploads/${id}`
    const other = await makeKey(['deploy'])
    expect((await send(url, { method: 'DELETE', bearer: other })).json()).toMatchObject({ code: 'not_found' })
    expect((await send(url, { method: 'DELETE' })).statusCode).toBe(204)
    const payload = { dryRun: true, allowSchemaOverwrite: false }
    expect((await send(`${url}/deploy`, { payload })).json()).toMatchObject({ code: 'not_found' })
    expect(await readdir(join(server.home, 'uploads'))).toEqual([])
  })

  it('take four uploads at once and say busy to more', async () => {
    const staged = await Promise.all([stage(), stage(), stage(), stage()])
    expect((await upload(await archive())).json()).toMatchObject({ status: 503, code: 'busy', retryAfter: 5 })
    for (const { id } of staged) await send(`/api/v1/connectors/uploads/${id}`, { method: 'DELETE' })
  })

  it('of two deployments at once, one wins whole and the other is refused', async () => {
    const file = join(server.depot, 'extra.js')
    const stagedWith = async (text: string) => {
      await writeFile(file, text)
      return stage()
    }
    const one = await stagedWith('module.exports = 1')
    const two = await stagedWith('module.exports = 2')
    const payload = { dryRun: true, allowSchemaOverwrite: false }
    const { replaces } = (await send(`/api/v1/connectors/uploads/${one.id}/deploy`, { payload })).json<DeployAnswer>()
    const apply = ({ id }: StagedConnector) =>
      send(`/api/v1/connectors/uploads/${id}/deploy`, { payload: { ...payload, dryRun: false, replaces } })
    const answers = await Promise.all([apply(one), apply(two)])
    expect(answers.map(answer => answer.statusCode).sort()).toEqual([200, 412])
    const won = answers[0]?.statusCode === 200 ? 1 : 2
    expect(await readFile(file, 'utf8')).toBe(`module.exports = ${won}`)
    expect(answers.find(answer => answer.statusCode === 412)?.body).toContain('Another deployment of depot came in')
    await server.call('GET', '/api/page/connectors?locale=en')
    expect(server.logged.join('')).toContain('connector-deployed')
  })

  it('put what was changed into the record, under the key', async () => {
    const saved = await send('/api/v1/settings', {
      method: 'PUT',
      payload: { text: '{"environment":"local"}', fileName: 'd.json', dryRun: false },
    })
    expect(saved.json()).toMatchObject({ changes: expect.any(Array) })
    expect(server.logged.join('')).toContain('settings-saved')
    expect(await server.app().verifyAudit()).toMatchObject({ faults: [] })
  })

  it('say so when there are too many uploads', async () => {
    const codes: number[] = []
    const busy = await makeKey(['deploy'])
    for (let i = 0; i < 21; i++) codes.push((await upload(randomBytes(8), busy)).statusCode)
    expect(codes.slice(0, 20).every(code => code === 400)).toBe(true)
    expect(codes[20]).toBe(429)
  })
})
