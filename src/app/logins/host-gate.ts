import { setTimeout as sleep } from 'node:timers/promises'
import type { RawAnswer } from '#oauth/oauth-request.ts'
import type { Limits } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AppContext } from '../context.ts'
import { newPace, type Pace, slowDown, speedUp, takePlace } from './pace.ts'

/** The cause of a refusal by the gate itself: nothing was sent. */
export const HOST_PAUSED = 'host_paused'

const MINUTE_MS = 60_000
/** A renewal holds a lease meanwhile, so it does not wait long for its turn. */
const LONGEST_WAIT_MS = 10_000
/** So many failures in a row, and the host is left alone for a while. */
const FAILURES_TO_OPEN = 5
const FIRST_PAUSE_MS = 5_000
/** No longer than a sixtieth of the time it has failed already, within these: after an hour it is found back in a minute. */
const LONGEST_PAUSES_MS = [30_000, 5 * MINUTE_MS] as const
const SHARE = 60
const LONGEST_RETRY_AFTER_S = 15 * 60

interface Gate {
  running: number
  waiting: (() => void)[]
  /** When requests were sent, in the last ten minutes; kept only where a limit asks. */
  sent: number[]
  failures: number
  /** When the first of them came. */
  failingSince: number
  pausedUntil: number
  pace: Pace
}

const gates = new WeakMap<AppContext, Map<string, Gate>>()

interface Passage {
  /** The token host. */
  host: string
  limits: Limits
}

/**
 * Lets renewals to one host through a few at a time, no more than `limits` allow, and not at all for a while after it
 * failed several times in a row or asked for patience (oauth.md §11.4). A host that refuses some of many is asked just
 * below what it took. Throws `temporarily_unavailable` with the seconds to wait, and then nothing was sent.
 */
export async function throughGate(
  context: AppContext,
  { host, limits }: Passage,
  send: () => Promise<RawAnswer>,
): Promise<RawAnswer> {
  const gate = gateOf(context, host)
  await takeTurn(gate, host, limits.concurrent)
  try {
    requireOpen(context, gate, { host, limits })
    const wait = takePlace(gate.pace, context.clock.now())
    if (wait > 0) await sleep(wait)
    return await watched(context, gate, send)
  } finally {
    const next = gate.waiting.shift()
    if (next) next()
    else gate.running--
  }
}

/** Hosts that failed last, and until when each is left alone. */
export function troubledHosts(context: AppContext): { host: string; failures: number; pausedUntil: number }[] {
  return [...(gates.get(context) ?? [])]
    .filter(([, { failures, pausedUntil }]) => failures > 0 || pausedUntil > context.clock.now())
    .map(([host, { failures, pausedUntil }]) => ({ host, failures, pausedUntil }))
}

function gateOf(context: AppContext, host: string): Gate {
  const all = gates.get(context) ?? new Map<string, Gate>()
  gates.set(context, all)
  const known = all.get(host) ?? {
    running: 0,
    waiting: [],
    sent: [],
    failures: 0,
    failingSince: 0,
    pausedUntil: 0,
    pace: newPace(),
  }
  all.set(host, known)
  return known
}

/** Waits until fewer than `concurrent` run; whoever ends hands the turn on. */
async function takeTurn(gate: Gate, host: string, concurrent: number): Promise<void> {
  if (gate.running < Math.max(1, concurrent)) {
    gate.running++
    return
  }
  let late: NodeJS.Timeout | undefined
  const came = await new Promise<boolean>(resolve => {
    const go = () => resolve(true)
    gate.waiting.push(go)
    late = setTimeout(() => {
      gate.waiting = gate.waiting.filter(one => one !== go)
      resolve(false)
    }, LONGEST_WAIT_MS)
  })
  clearTimeout(late)
  if (!came) throw pause(host, 'is asked by many at once', 2)
}

function requireOpen({ clock }: AppContext, gate: Gate, { host, limits }: Passage): void {
  const now = clock.now()
  if (gate.pausedUntil > now) throw pause(host, 'did not answer a moment ago', (gate.pausedUntil - now) / 1000)
  gate.sent = gate.sent.filter(at => now - at < 10 * MINUTE_MS)
  for (const [most, windowMs] of [
    [limits.perMinute, MINUTE_MS],
    [limits.per10Minutes, 10 * MINUTE_MS],
  ] as const) {
    const within = gate.sent.filter(at => now - at < windowMs)
    const [oldest = now] = within
    if (most !== null && within.length >= most)
      throw pause(host, 'is asked no more often', (oldest + windowMs - now) / 1000)
  }
  if (limits.perMinute !== null || limits.per10Minutes !== null) gate.sent.push(now)
}

async function watched({ clock }: AppContext, gate: Gate, send: () => Promise<RawAnswer>): Promise<RawAnswer> {
  try {
    const answer = await send()
    if (answer.status === 429) slowDown(gate.pace, clock.now())
    else speedUp(gate.pace)
    if (answer.status === 429 || answer.status >= 500) noteTrouble(gate, clock.now(), retryAfter(answer))
    else gate.failures = 0
    return answer
  } catch (error) {
    noteTrouble(gate, clock.now(), 0)
    throw error
  }
}

/** After a pause, one more failure is enough for the next, longer one. */
function noteTrouble(gate: Gate, now: number, seconds: number): void {
  if (gate.failures++ === 0) gate.failingSince = now
  const over = gate.failures - FAILURES_TO_OPEN
  const [least, most] = LONGEST_PAUSES_MS
  const longest = Math.min(most, Math.max(least, (now - gate.failingSince) / SHARE))
  const pauseMs = over < 0 ? 0 : Math.min(longest, FIRST_PAUSE_MS * 2 ** Math.min(over, 10))
  gate.pausedUntil = Math.max(gate.pausedUntil, now + Math.max(pauseMs, seconds * 1000))
}

/** Only whole seconds count here; a date is left to the login it was about. */
function retryAfter({ headers }: RawAnswer): number {
  const text = headers['retry-after']?.trim() ?? ''
  return /^\d{1,6}$/.test(text) ? Math.min(LONGEST_RETRY_AFTER_S, Number(text)) : 0
}

function pause(host: string, why: string, seconds: number): AppError {
  return new AppError('temporarily_unavailable', {
    detail: `${host} ${why}. Try again later.`,
    meta: { cause: HOST_PAUSED, sent: false },
    retryAfter: Math.max(1, Math.ceil(seconds)),
  })
}
