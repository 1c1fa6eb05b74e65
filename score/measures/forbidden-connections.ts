import { createGate, type Gate } from '#egress/open-connection.ts'
import { type HostRule, readHostRule } from '#egress/read-host-rule.ts'
import { allowedLines, allowedUrls, forbiddenUrls, NAMES } from '../lab/egress/forbidden-urls.ts'
import { type Listeners, openListeners } from '../lab/egress/open-listeners.ts'
import { openSenders, type Sender } from '../lab/egress/senders.ts'
import { type AttemptWatch, watchAttempts } from '../lab/egress/watch-attempts.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure, Size } from '../measure.ts'

const LEAST_URLS = 200
/** The small size asks every fourth URL. */
const STEP = { full: 1, quick: 4 }
const MODES = ['single', 'team'] as const
type Mode = (typeof MODES)[number]

export const forbiddenConnections: Measure = {
  id: 'S-5',
  measure: 'forbidden connections, by every sender, with rebinding and redirects / allowed hosts refused',
  target: `0 of at least ${LEAST_URLS} URLs a sender / 0`,
  quick: true,
  async run(size) {
    const tally = emptyTally()
    const listeners = await openListeners()
    const watch = watchAttempts()
    try {
      for (const mode of MODES) await withFolder(folder => askAll({ mode, size, folder, listeners, watch, tally }))
    } finally {
      watch.stop()
      listeners.close()
    }
    return describe(tally, LEAST_URLS / STEP[size])
  },
}

interface Tally {
  asked: number
  urls: Record<Mode, number>
  senders: string[]
  /** What was connected to, or even tried, though it may not be. */
  forbidden: string[]
  allowed: number
  refused: string[]
}

function emptyTally(): Tally {
  return { asked: 0, urls: { single: 0, team: 0 }, senders: [], forbidden: [], allowed: 0, refused: [] }
}

interface Round {
  mode: Mode
  size: Size
  folder: string
  listeners: Listeners
  watch: AttemptWatch
  tally: Tally
}

async function askAll(round: Round): Promise<void> {
  const { mode, listeners, tally } = round
  const { ports } = listeners
  const senders = await openSenders(round.folder, makeGate(mode, listeners))
  const urls = forbiddenUrls(mode, ports).filter((_, n) => n % STEP[round.size] === 0)
  tally.urls[mode] = urls.length
  tally.senders = senders.all.map(({ name }) => name)
  try {
    for (const sender of senders.all) {
      await askForbidden(round, sender, urls)
      await askAllowed(round, sender)
      await askTurning(round, sender)
    }
    const follows = senders.all.find(({ name }) => name.endsWith('fetch'))
    if (follows) await askRedirects(round, follows, urls)
  } finally {
    await senders.close()
  }
}

/** Names turn round: what they say the second time is another address than the first. */
function makeGate(mode: Mode, { ports }: Listeners): Gate {
  const rules = allowedLines(ports)
    .map(readHostRule)
    .filter((rule): rule is HostRule => typeof rule !== 'string')
  const asked = new Map<string, number>()
  return createGate({ mode, rules: async () => rules, ownPorts: new Set([ports.own]) }, async host => {
    const times = asked.get(host) ?? 0
    asked.set(host, times + 1)
    if (host.startsWith('turning')) return times % 2 === 0 ? ['192.88.99.2'] : ['127.0.0.1']
    if (host === 'localhost') return ['127.0.0.1', '::1']
    const found = NAMES[host]
    if (!found) throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    return [...found]
  })
}

async function askForbidden({ mode, listeners, watch, tally }: Round, sender: Sender, urls: string[]): Promise<void> {
  const before = listeners.intruders()
  watch.take()
  const said = await sender.send(urls)
  tally.asked += urls.length
  const where = `${mode}, ${sender.name}`
  const attempts = watch.take().filter(one => !one.endsWith(` ${listeners.ports.allowed}`))
  tally.forbidden.push(...attempts.map(one => `${where}: tried ${one}`))
  if (listeners.intruders() > before) tally.forbidden.push(`${where}: ${listeners.intruders() - before} arrived`)
  said.forEach((text, n) => {
    if (/^(forbidden|own|open)$/.test(text)) tally.forbidden.push(`${where}: ${urls[n]} answered`)
  })
}

async function askAllowed({ mode, listeners, watch, tally }: Round, sender: Sender): Promise<void> {
  for (const { url, address } of allowedUrls(mode, listeners.ports)) {
    watch.take()
    const [said = ''] = await sender.send([url])
    const attempts = watch.take()
    tally.allowed++
    const tried = attempts.some(one => address === '' || one.startsWith(`${address} `))
    if (!tried) tally.refused.push(`${mode}, ${sender.name}: ${url} was not tried: ${said}`)
    else if (url.includes(`:${listeners.ports.allowed}`) && !/^(welcome|open)$/.test(said)) {
      tally.refused.push(`${mode}, ${sender.name}: ${url} gave ${said}`)
    }
  }
}

/** A name that is public when it is judged may not be this machine when it is connected to. */
async function askTurning({ mode, listeners, watch, tally }: Round, sender: Sender): Promise<void> {
  const before = listeners.intruders()
  watch.take()
  const urls = Array.from({ length: 10 }, (_, n) => `https://turning${n % 3}.example:${listeners.ports.forbidden}/`)
  await sender.send(urls)
  tally.asked += urls.length
  const inside = watch.take().filter(one => !one.startsWith('192.88.99.2 '))
  tally.forbidden.push(...inside.map(one => `${mode}, ${sender.name}: turned round to ${one}`))
  if (listeners.intruders() > before) tally.forbidden.push(`${mode}, ${sender.name}: turned round and arrived`)
}

async function askRedirects(round: Round, sender: Sender, urls: string[]): Promise<void> {
  const { listeners } = round
  const chains = urls.filter(url => /^https?:/.test(url)).map((url, n) => listeners.redirectTo(url, n % 5))
  await askForbidden(round, { ...sender, name: `${sender.name}, redirected` }, chains)
}

function describe(tally: Tally, least: number): Finding {
  const { asked, urls, senders, forbidden, allowed, refused } = tally
  return {
    value: `${forbidden.length} of ${asked} / ${refused.length} of ${allowed}`,
    ok: forbidden.length === 0 && refused.length === 0 && urls.single >= least && urls.team >= least,
    details: [
      ...forbidden.slice(0, 30),
      ...refused.slice(0, 30),
      `${urls.single} URLs in mode single and ${urls.team} in mode team, each by: ${senders.join(', ')}`,
      'counted at listeners on every address of this machine, and by every connection that was begun',
    ],
  }
}
