import { makeDeliverMessages } from '#app/webhooks/deliver-messages.ts'
import { type Receiver, startReceiver } from '#app/webhooks/fixtures/receiver.ts'
import { makeWebhookUseCases } from '#app/webhooks/webhooks.ts'
import type { CrashPoint } from './crash-points.ts'
import type { CrashSite, Outcome } from './crash-site.ts'
import { openLab } from './open-lab.ts'
import { plantLogins } from './plant-logins.ts'
import { readToken } from './read-token.ts'
import { startWorker } from './start-worker.ts'

const HOUR_MS = 3_600_000
/** Longer than an event is held, and than a lease. */
const LATER_MS = 61_000
const ENDED = { status: 400, body: '{"error":"invalid_grant"}' }

/** A login ends, and an address is told of it, by a process that dies at `point`: it is told all the same, as one event. */
export async function crashTell(site: CrashSite, point: CrashPoint): Promise<Outcome> {
  const { lab, server, providerId } = site
  const [login] = await plantLogins(lab.context, { server, providerId, count: 1 })
  if (!login) throw new Error('no login was planted')
  const receiver = await startReceiver(200)
  const webhooks = makeWebhookUseCases(lab.context)
  const { webhook } = await webhooks.create({ url: receiver.url, events: ['login.needs_reconnect'] })
  server.trouble = () => ENDED
  try {
    await dieAt(site, point, login.id)
    return await recover(site, { point, loginId: login.id, receiver })
  } finally {
    server.trouble = undefined
    await webhooks.remove(webhook.id)
    await receiver.close()
  }
}

async function dieAt({ place }: CrashSite, point: CrashPoint, loginId: string): Promise<void> {
  if (!point.halt) throw new Error('there is no point to die at')
  const halt = { count: 1, ...point.halt, signal: 'SIGKILL' } as const
  const worker = await startWorker({ place })
  const work = async () => {
    await worker.ask({ do: 'shift', ms: HOUR_MS })
    // The request to the token server is not the one that is meant.
    const isMessage = halt.at === 'after send'
    if (!isMessage) await worker.ask({ do: 'arm', halt })
    await worker.ask({ do: 'read', loginIds: [loginId], callers: 1 })
    if (isMessage) await worker.ask({ do: 'arm', halt })
    await worker.ask({ do: 'deliver' })
  }
  const survived = await work().then(
    () => true,
    () => false,
  )
  if (survived) throw new Error(`nothing came by "${point.name}"`)
  await worker.ended
}

async function recover(
  { place }: CrashSite,
  { point, loginId, receiver }: { point: CrashPoint; loginId: string; receiver: Receiver },
): Promise<Outcome> {
  const lab = await openLab(place)
  lab.clock.shift = HOUR_MS + LATER_MS
  try {
    await readToken(lab.context, loginId).catch(() => undefined)
    await makeDeliverMessages(lab.context)()
    const lost: string[] = []
    const row = await lab.context.store.accounts.get(loginId)
    if (row?.state !== 'needs reconnect') lost.push(`the login reads ${row?.state}`)
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    if (new Set(ids).size !== 1) lost.push(`${new Set(ids).size} events arrived`)
    if (ids.length > 2) lost.push(`it arrived ${ids.length} times`)
    return { lost: lost.map(text => `${point.name}: ${text}`), unreadable: [], byProtocol: 0 }
  } finally {
    await lab.close()
  }
}
