import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Receiver, startReceiver } from '#app/webhooks/fixtures/receiver.ts'
import type { Account } from '#shared/contract/accounts.ts'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import type { DeliveryList, SignedWebhook, Webhook, WebhookList } from '#shared/contract/webhooks.ts'
import { openStore } from '#store/open-store.ts'
import { writeLiveDepot } from './fixtures/live-depot.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

let server: TestServer
let depot: Receiver
let engine: Receiver
beforeEach(async () => {
  depot = await startReceiver(200)
  engine = await startReceiver(200)
  server = await makeTestServer()
  await writeLiveDepot(server.depot)
  await server.start()
})
afterEach(async () => {
  expect(server.logged.join('\n')).not.toMatch(/canary|whsec_/)
  await server.remove()
  await Promise.all([depot.close(), engine.close()])
})

const EVENTS = ['connection.failing', 'connection.recovered']
const call = async <T>(method: string, path: string, body?: unknown, headers = {}): Promise<T> => {
  const answer = await server.call(method, path, body, headers)
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body as T
}
const create = () =>
  call<SignedWebhook>('POST', '/api/page/webhooks', { url: engine.url, description: ' Engine ', events: EVENTS })
const list = async () => (await call<WebhookList>('GET', '/api/page/webhooks')).items
const deliveries = async (id: string) => (await call<DeliveryList>('GET', `/api/page/webhooks/${id}/deliveries`)).items
const save = () =>
  call<Account>('POST', '/api/page/connections', {
    ...{ type: 'depot-live', label: 'CanaryLabel' },
    values: { url: depot.url, password: 'canary-7Q' },
  })
const types = () => engine.received.map(({ body }) => JSON.parse(body).type)

describe('webhooks', () => {
  it('are told that a connection fails and that it works again, at once', async () => {
    const { key, webhook } = await create()
    expect(key).toMatch(/^whsec_[\w+/]{43}=$/)
    expect(await list()).toEqual([webhook])
    expect(webhook).toMatchObject({ url: engine.url, description: 'Engine', events: EVENTS, on: true })
    const { id } = await save()
    depot.moods = [401]
    await call('POST', `/api/page/accounts/${id}/test`)
    await vi.waitFor(() => expect(types()).toEqual(['connection.failing']), 4_000)
    depot.moods = [200]
    await call('POST', `/api/page/accounts/${id}/test`)
    await vi.waitFor(() => expect(types()).toEqual(['connection.failing', 'connection.recovered']), 4_000)
    expect(JSON.parse(engine.received[0]?.body ?? '').data).toEqual({
      ...{ id, kind: 'connection', service: 'depot', type: 'depot-live', owner: expect.stringMatching(/^usr_/) },
      ...{ state: 'failing', reason: 'validation_failed' },
    })
    await vi.waitFor(async () =>
      expect((await deliveries(webhook.id)).map(each => each.state)).not.toContain('waiting'),
    )
    const store = await openStore({ file: join(server.home, 'flow.db') })
    expect(Buffer.from((await store.webhooks.get(webhook.id))?.keys ?? []).includes(key.slice(6, 30))).toBe(false)
    await store.close()
  })

  it('are told after a restart what a process that died had no time to say, once and under one id', async () => {
    const { webhook } = await create()
    const { id } = await save()
    depot.moods = [401]
    await server.stop()
    const store = await openStore({ file: join(server.home, 'flow.db') })
    const beside = await server.openBeside()
    await beside.connectorsRead()
    await beside.testAccount(id, 'en')
    await beside.close()
    const [kept] = await store.webhooks.deliveries(webhook.id, 9)
    await store.close()
    expect(engine.received).toEqual([])
    await server.start()
    await vi.waitFor(
      () => expect(engine.received.map(each => each.headers['webhook-id'])).toEqual([kept?.eventId]),
      4_000,
    )
    await vi.waitFor(async () => expect(await deliveries(webhook.id)).toMatchObject([{ state: 'delivered', tries: 1 }]))
  })

  it('are kept by programs with a key: changed, tried, given another key, sent again, deleted', async () => {
    const scopes = ['webhooks:write']
    const made = await call<CreatedApiKey>('POST', '/api/page/keys', { name: 'ci', expiresInDays: 1, scopes })
    const as = { authorization: `Bearer ${made.key}` }
    const root = '/api/v1/webhooks'
    const body = { url: `${engine.url}#part`, events: EVENTS }
    expect((await server.call('POST', root, body, as)).body).toMatchObject({ code: 'invalid_input', status: 422 })
    const { webhook } = await call<SignedWebhook>('POST', root, { ...body, url: engine.url }, as)
    const at = `${root}/${webhook.id}`
    expect(await call('POST', `${at}/test`, undefined, as)).toMatchObject({ ok: true, answer: 'http-200' })
    engine.moods = [500]
    expect(await call('POST', `${at}/test`, undefined, as)).toMatchObject({ ok: false, answer: 'http-500' })
    const off = await call<Webhook>('PATCH', at, { on: false, description: 'Ours' }, as)
    expect(off).toMatchObject({ on: false, off: 'person', description: 'Ours', events: EVENTS })
    const replaced = await call<SignedWebhook>('POST', `${at}/key`, { overlapHours: 2 }, as)
    expect(replaced.webhook.oldKeyUntil).toBeDefined()
    expect((await server.call('POST', `${at}/deliveries/evt_${'a'.repeat(26)}/again`, undefined, as)).status).toBe(404)
    await call('DELETE', at, undefined, as)
    expect((await server.call('GET', `${at}/deliveries`, undefined, as)).status).toBe(404)
    expect(await list()).toEqual([])
    const record = (await server.call('GET', '/api/page/activity')).text
    for (const action of ['webhook-made', 'webhook-changed', 'webhook-key-replaced', 'webhook-deleted']) {
      expect(record).toContain(action)
    }
  })
})
