import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '#shared/contract/accounts.ts'
import type { ActivityPage } from '#shared/contract/activity.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }
const JSON_TYPE = { 'content-type': 'application/json' }

let server: TestServer
let wire: Server
let id: string
let key: string
beforeAll(async () => {
  server = await makeTestServer({ logLevel: 'warn' })
  await server.start()
  const body = { type: 'depot-basic', label: 'Depot1', values: VALUES }
  id = ((await server.call('POST', '/api/page/connections', body)).body as Account).id
  key = ((await server.call('POST', '/api/page/keys', { name: 'engine', expiresInDays: 30 })).body as CreatedApiKey).key
  wire = createServer(server.routing()).listen(0, '127.0.0.1')
  await once(wire, 'listening')
})
afterAll(async () => {
  wire.close()
  wire.closeAllConnections()
  await server.remove()
})

interface Sent {
  headers: Record<string, string>
  /** Sent in parts, with their whole length in the headers unless it says otherwise. */
  parts: string[]
  chunked?: boolean
}

async function overTheWire({ headers, parts, chunked = false }: Sent) {
  const length = chunked ? {} : { 'content-length': String(Buffer.byteLength(parts.join(''))) }
  const { port } = wire.address() as AddressInfo
  const path = '/api/v1/credentials/read'
  const sending = request({ port, host: '127.0.0.1', method: 'POST', path, headers: { ...headers, ...length } })
  const answered = once(sending, 'response')
  for (const part of parts) {
    sending.write(part)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  sending.end()
  const [response] = await answered
  let text = ''
  for await (const chunk of response) text += chunk
  return comparable(response.statusCode, response.headers, text)
}

async function throughTheRouter({ headers, parts }: Sent) {
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/credentials/read',
    headers,
    payload: parts.join(''),
  })
  return comparable(answer.statusCode, answer.headers, answer.payload)
}

/** Without what names this one answer or this one line. */
function comparable(status: number, headers: Record<string, unknown>, text: string) {
  const { date: _date, connection: _connection, 'keep-alive': _kept, 'content-length': _length, ...kept } = headers
  return { status, headers: kept, body: JSON.parse(text.replace(/"instance":"[^"]*"/, '"instance":""')) }
}

describe('a read that the router never sees', () => {
  const sent = (body: unknown, more: Record<string, string> = {}): Sent => ({
    headers: { host: 'localhost:4600', authorization: `Bearer ${key}`, ...JSON_TYPE, ...more },
    parts: [typeof body === 'string' ? body : JSON.stringify(body)],
  })
  const unknownKey = `Bearer fck_${'a'.repeat(26)}_${'a'.repeat(43)}`

  it.each<[string, () => Sent, number]>([
    ['by an id', () => sent({ id }), 200],
    ['in two parts', () => ({ ...sent(''), parts: ['{"id":', `"${id}"}`] }), 200],
    ['in chunks of no known length', () => ({ ...sent({ id }), chunked: true }), 200],
    ['by an id and more', () => sent({ id, minTtl: 5 }), 200],
    ['by a label', () => sent({ connector: 'depot', label: 'Depot1' }), 200],
    ['of a list', () => sent([{ id }]), 200],
    ['of another type of text', () => sent({ id }, { 'content-type': 'text/plain' }), 422],
    ['of an id that is not there', () => sent({ id: 'con_aaaaaaaaaaaaaaaaaaaaaaaaaa' }), 404],
    ['of what is no id', () => sent({ id: 'con_x' }), 404],
    ['with a key that is not known', () => sent({ id }, { authorization: unknownKey }), 401],
    ['with what is no key', () => sent({ id }, { authorization: 'Bearer x' }), 401],
    ['under a name that is not ours', () => sent({ id }, { host: 'elsewhere.example' }), 421],
    ['with an id that is no text', () => sent({ id: 5 }), 422],
    ['with a field too many', () => sent({ id, extra: 1 }), 422],
    ['of broken JSON', () => sent('{"id":'), 400],
    ['of nothing', () => sent(''), 400],
    ['of too much', () => sent({ id: 'x'.repeat(70_000) }), 413],
  ])('%s is answered as the router would', async (_name, make, status) => {
    const here = await overTheWire(make())
    expect(here).toEqual(await throughTheRouter(make()))
    expect(here.status).toBe(status)
  })

  it('stands in the record with where it came from, either way', async () => {
    const { items } = (await server.call('GET', '/api/page/activity?kind=credentials')).body as ActivityPage
    expect(items.map(({ address }) => address)).toEqual(items.map(() => '127.0.0.1'))
    expect(items.length).toBeGreaterThan(0)
  })

  it('counts for the same limit', async () => {
    const body = { name: 'slow', expiresInDays: 30, readsPerSecond: 1 }
    const slow = ((await server.call('POST', '/api/page/keys', body)).body as CreatedApiKey).key
    const asking = sent({ id }, { authorization: `Bearer ${slow}` })
    // A busy machine may let a second pass between the two.
    let answers: Awaited<ReturnType<typeof overTheWire>>[] = []
    for (let round = 0; round < 10 && !answers.some(({ status }) => status === 200); round++) {
      answers = await Promise.all([overTheWire(asking), throughTheRouter(asking)])
    }
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429])
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.headers).toHaveProperty('retry-after')
  })
})
