import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFetch } from '#egress/create-fetch.ts'
import { openGate } from '#egress/fixtures/open-gate.ts'
import type { SignedWebhook, WebhookEvent } from '#shared/contract/webhooks.ts'
import { describeOnBoth, newPlace } from '#store/fixtures/temp-store.ts'
import type { AppContext } from '../context.ts'
import { type LoginWorld, openLoginWorld } from '../logins/fixtures/login-world.ts'
import { makeReadLoginToken } from '../logins/read-login-token.ts'
import { makeDeliverMessages } from './deliver-messages.ts'
import { makeDeliveryUseCases } from './deliveries.ts'
import { type Receiver, startReceiver } from './fixtures/receiver.ts'
import { signMessage } from './signing-key.ts'
import { makeWebhookUseCases } from './webhooks.ts'

const SECOND = 1_000
const HOUR = 3_600_000
const DAY = 24 * HOUR
const LOGIN: WebhookEvent[] = ['login.failing', 'login.needs_reconnect', 'login.recovered']

describeOnBoth('what webhooks are told', (_open, kind) => {
  let world: LoginWorld
  let receiver: Receiver
  let login: string
  let remove: () => Promise<void>

  beforeEach(async () => {
    const made = await newPlace(kind)
    remove = made.remove
    world = await openLoginWorld(made.place)
    receiver = await startReceiver(200)
    await world.load()
    login = await world.addLogin('Canarylabel')
  })
  afterEach(async () => {
    expect(world.logged()).not.toContain('canary')
    await world.close()
    await receiver.close()
    await remove()
  })

  const webhooks = () => makeWebhookUseCases(world.context)
  const deliveries = () => makeDeliveryUseCases(world.context)
  const listen = (events = LOGIN, url = receiver.url) => webhooks().create({ url, events })
  const deliver = (context: AppContext = world.context) => makeDeliverMessages(context)()
  const read = async () => {
    const row = await world.context.store.accounts.get(login)
    if (!row) throw new Error('no login')
    return makeReadLoginToken(world.context)(row, { id: login })
  }
  /** Its token is over, and the service has forgotten it. */
  const lose = async () => {
    world.provider.revokeAll()
    world.clock.shift += HOUR
    await expect(read()).rejects.toMatchObject({ code: 'needs_reconnect' })
  }
  const told = () => receiver.received.map(({ body }) => JSON.parse(body))
  const ids = () => receiver.received.map(({ headers }) => headers['webhook-id'])
  const only = async ({ webhook }: SignedWebhook) => (await deliveries().deliveries(webhook.id)).items[0]
  const shown = async () => (await webhooks().list()).items[0]

  it('is that a login needs a new sign-in, by ids alone and signed; and that it works again', async () => {
    const { key } = await listen()
    await lose()
    await deliver()
    expect(told()).toEqual([
      {
        type: 'login.needs_reconnect',
        timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
        data: {
          ...{ id: login, kind: 'login', service: 'depot', type: 'depot-cloud', owner: 'usr_one' },
          ...{ state: 'needs reconnect', reason: 'gone' },
          reconnect: `http://localhost:4600/consent/${await world.providerId()}?login=${login}`,
        },
      },
    ])
    const [first] = receiver.received
    const message = { id: String(first?.headers['webhook-id']), body: first?.body ?? '' }
    const sentAt = Number(first?.headers['webhook-timestamp'])
    expect(first?.headers).toMatchObject(signMessage({ ...message, sentAt }, [key]))
    expect(Math.abs(sentAt - world.context.store.now() / 1000)).toBeLessThan(60)
    expect(JSON.stringify(receiver.received)).not.toMatch(/canary/i)
    await world.signIn({ loginId: login })
    await deliver()
    await deliver()
    expect(told()).toMatchObject([{}, { type: 'login.recovered', data: { id: login, state: 'ok' } }])
    expect(told()[1].data).not.toHaveProperty('reconnect')
    expect(new Set(ids()).size).toBe(2)
  })

  it('is that a renewal failed, but only once nobody gets a token any more', async () => {
    await listen()
    world.provider.faults.push(...Array.from({ length: 4 }, () => ({ status: 503, body: '{}' })))
    world.clock.shift = HOUR - 90 * SECOND
    await read()
    await deliver()
    expect(told()).toEqual([])
    world.clock.shift = HOUR + 60 * SECOND
    await expect(read()).rejects.toMatchObject({ code: 'temporarily_unavailable' })
    world.clock.shift += HOUR
    await expect(read()).rejects.toMatchObject({ code: 'temporarily_unavailable' })
    await deliver()
    expect(told()).toMatchObject([{ type: 'login.failing', data: { state: 'failing', reason: 'transient' } }])
    world.provider.faults.length = 0
    world.clock.shift += HOUR
    await read()
    await deliver()
    expect(told().map(({ type }) => type)).toEqual(['login.failing', 'login.recovered'])
  })

  it('is only what they want, and nothing while they are off', async () => {
    await listen(['login.recovered'])
    const { webhook } = await listen()
    await webhooks().change(webhook.id, { on: false })
    await lose()
    await webhooks().change(webhook.id, { on: true })
    await deliver()
    expect(receiver.received).toEqual([])
  })

  it('is told again under the same id until it came through, with growing pauses', async () => {
    receiver.moods = [500, 503, 200]
    const made = await listen()
    await lose()
    await deliver()
    await deliver()
    expect(await only(made)).toMatchObject({ state: 'waiting', tries: 1, answer: 'http-500' })
    expect(await shown()).toMatchObject({ on: true, failingSince: expect.any(String) })
    world.clock.shift += 10 * SECOND
    await deliver()
    world.clock.shift += 10 * SECOND
    await deliver()
    expect(receiver.received).toHaveLength(2)
    world.clock.shift += 400 * SECOND
    await deliver()
    expect(new Set(ids()).size).toBe(1)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
    expect(await only(made)).toMatchObject({ id: ids()[0], state: 'delivered', tries: 3, answer: 'http-200' })
    expect(await shown()).not.toHaveProperty('failingSince')
  })

  it('is told by the next process where one died over it, and by one of two at a time', async () => {
    const made = await listen()
    await lose()
    const dead = await world.another()
    const [taken] = await dead.store.webhooks.take(made.webhook.id, { limit: 8, forMs: 60 * SECOND })
    await deliver()
    expect(receiver.received).toEqual([])
    world.clock.shift += 61 * SECOND
    await Promise.all([deliver(), deliver(await world.another())])
    expect(ids()).toEqual([taken?.eventId])
    expect(await only(made)).toMatchObject({ state: 'delivered', tries: 1 })
  })

  it('goes nowhere else: a redirect, a forbidden address and silence are failures', async () => {
    receiver.moods = ['redirects', 'hangs']
    const gate = openGate(['localhost:*'])
    const impatient = { ...world.context, fetch: createFetch({ gate, userAgent: 'flow-test/1', wholeMs: 200 }) }
    const made = await listen()
    const inner = await listen(LOGIN, 'http://169.254.169.254/latest')
    await lose()
    await deliver()
    expect(await only(made)).toMatchObject({ state: 'waiting', answer: 'http-302' })
    expect(await only(inner)).toMatchObject({ state: 'waiting', answer: 'refused-by-policy' })
    world.clock.shift += 10 * SECOND
    await makeDeliverMessages(impatient)()
    expect(await only(made)).toMatchObject({ state: 'waiting', answer: 'timed-out' })
    expect(receiver.received.map(({ path }) => path)).toEqual(['/flow', '/flow'])
  })

  it('holds up no other: an address that gives no answer is left out until its time is over', async () => {
    const slow = await startReceiver('hangs')
    const gate = openGate(['localhost:*'])
    const patient = { ...world.context, fetch: createFetch({ gate, userAgent: 'flow-test/1', wholeMs: 700 }) }
    const pass = makeDeliverMessages(patient)
    await listen(LOGIN, slow.url)
    await listen()
    await lose()
    const first = pass()
    await vi.waitFor(() => expect([slow.received.length, receiver.received.length]).toEqual([1, 1]))
    await world.signIn({ loginId: login })
    await pass()
    expect([slow.received.length, receiver.received.length]).toEqual([1, 2])
    await first
    await slow.close()
  })

  it('stops where an address says that it is gone, and begins again when somebody switches it on', async () => {
    receiver.moods = [410, 204]
    const made = await listen()
    await lose()
    await deliver()
    expect(await shown()).toMatchObject({ on: false, off: 'gone' })
    expect(world.logged()).toContain(`webhook-off {"id":"${made.webhook.id}","outcome":"gone"}`)
    await webhooks().change(made.webhook.id, { on: true })
    world.clock.shift += 10 * SECOND
    await deliver()
    expect(await only(made)).toMatchObject({ state: 'delivered', answer: 'http-204' })
  })

  it('is given up after two days and more, and the address switched off when nothing came through for five', async () => {
    receiver.moods = [500]
    const made = await listen()
    await lose()
    for (let hour = 0; hour < 70; hour++) {
      await deliver()
      world.clock.shift += HOUR
    }
    expect(await only(made)).toMatchObject({ state: 'given up', tries: 9 })
    expect(await shown()).toMatchObject({ on: true })
    world.clock.shift += 3 * DAY
    await deliveries().sendAgain(made.webhook.id, String(ids()[0]))
    await deliver()
    expect(receiver.received).toHaveLength(10)
    expect(await shown()).toMatchObject({ on: false, off: 'failing' })
  })

  it('is signed with both keys while a replaced one still counts', async () => {
    const { key: old, webhook } = await listen()
    const { key } = await webhooks().replaceKey(webhook.id, { overlapHours: 1 })
    const signatures = async () => {
      await deliveries().test(webhook.id)
      const last = receiver.received.at(-1)
      const { 'webhook-id': id, 'webhook-timestamp': sentAt, 'webhook-signature': given } = last?.headers ?? {}
      const message = { id: String(id), sentAt: Number(sentAt), body: last?.body ?? '' }
      return [old, key].filter(one => given?.includes(String(signMessage(message, [one])['webhook-signature'])))
    }
    expect(await signatures()).toEqual([old, key])
    world.clock.shift += HOUR
    expect(await signatures()).toEqual([key])
    expect(told()[0]).toMatchObject({ type: 'webhook.test', data: { webhook: webhook.id } })
  })

  it('does not hold up a state: a webhook that goes takes what it was still to be told along', async () => {
    const { webhook } = await listen()
    await lose()
    await webhooks().remove(webhook.id)
    await deliver()
    expect(receiver.received).toEqual([])
    await expect(deliveries().deliveries(webhook.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})
