import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { closeAll, openContext } from '#app/compose.ts'
import { SILENT_LOG } from '#app/fixtures/silent-log.ts'
import { makeRetestUsed } from '#app/retest-used.ts'
import { makeSaveConnection } from '#app/save-connection.ts'
import { usedEntries } from '#app/used-entries.ts'
import { makeDeliverMessages } from '#app/webhooks/deliver-messages.ts'
import { type Receiver, startReceiver } from '#app/webhooks/fixtures/receiver.ts'
import { makeWebhookUseCases } from '#app/webhooks/webhooks.ts'
import { parseConfig } from '#config/config.ts'
import { writeLiveDepot } from './fixtures/live-depot.ts'

const LONG_AGO = 3 * 86_400_000

let folder: string
let depot: Receiver
let engine: Receiver
let opened: Awaited<ReturnType<typeof openContext>>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-retests-'))
  depot = await startReceiver(200)
  engine = await startReceiver(200)
  await writeLiveDepot(join(folder, 'data', 'connectors', 'depot'))
  const env = { FLOW_KEY_FILE: join(folder, 'keys', 'a.key'), FLOW_ALLOWED_HOSTS: 'localhost:*' }
  const config = parseConfig({ options: { data: join(folder, 'data') }, env })
  opened = await openContext(config, { log: SILENT_LOG, requireSigusr1Disabled: false })
})
afterEach(async () => {
  await closeAll(opened.closers)
  await Promise.all([depot.close(), engine.close()])
  await rm(folder, { recursive: true })
})

it('a password that is changed over there shows, and is told, before a flow fails on it', async () => {
  const { context } = opened
  const { store } = context
  const values = { url: depot.url, password: 'secret' }
  const body = { type: 'depot-live', label: 'Live', values }
  const { id } = await makeSaveConnection(context)(body, { locale: 'en' })
  await makeWebhookUseCases(context).create({ url: engine.url, events: ['connection.failing', 'connection.recovered'] })
  const nextDay = async () => {
    const state = (await store.accounts.get(id))?.state ?? 'ok'
    await store.accounts.recordTest(id, { state, message: null, at: store.now() - LONG_AGO })
    await store.accounts.putOffRetest(id, 0)
    usedEntries(context, 'connection').add(id)
    await makeRetestUsed(context)()
    await makeDeliverMessages(context)()
  }
  const told = () => engine.received.map(({ body: text }) => [JSON.parse(text).type, JSON.parse(text).data.reason])
  await nextDay()
  expect(told()).toEqual([])
  depot.moods = [401]
  await nextDay()
  expect(await store.accounts.get(id)).toMatchObject({
    state: 'failing',
    message: 'Connection could not be validated: Depot does not know you.',
  })
  depot.moods = [200]
  await nextDay()
  expect(told()).toEqual([
    ['connection.failing', 'validation_failed'],
    ['connection.recovered', undefined],
  ])
  expect(depot.received).toHaveLength(4)
})
