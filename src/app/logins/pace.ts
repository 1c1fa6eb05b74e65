/** How fast one host may be asked, as far as its refusals have shown. */
export interface Pace {
  /** When requests left, in the last second. */
  sent: number[]
  /** Ms between two requests; 0 while nothing is known. */
  spacing: number
  /** Before then the next one does not leave. */
  nextAt: number
  slowedAt: number
}

const SECOND_MS = 1_000
/** Fewer a second are no burst: such a refusal is about one login, not about the host. */
const FEWEST = 10
/** A place further ahead is none: the clock was put back. */
const LONGEST_WAIT_MS = 10_000
/** Below what was refused. */
const SLOWER = 1.1
/** With each answer: at 50 a second about 1 % faster every second. */
const FASTER = 0.9998

export function newPace(): Pace {
  return { sent: [], spacing: 0, nextAt: 0, slowedAt: Number.NEGATIVE_INFINITY }
}

/** Takes the next place; gives the ms to wait for it. */
export function takePlace(pace: Pace, now: number): number {
  const ahead = pace.nextAt - now
  const at = ahead > 0 && ahead < LONGEST_WAIT_MS ? pace.nextAt : now
  pace.nextAt = at + pace.spacing
  pace.sent = pace.sent.filter(sent => at - sent < SECOND_MS)
  pace.sent.push(at)
  return at - now
}

/** The host said that these were too many. Refusals of one burst count once. */
export function slowDown(pace: Pace, now: number): void {
  if (pace.sent.length < FEWEST || now - pace.slowedAt < SECOND_MS) return
  pace.slowedAt = now
  pace.spacing = Math.max(pace.spacing, SECOND_MS / pace.sent.length) * SLOWER
}

/** The host took one: a little faster, until nothing is left to wait for. */
export function speedUp(pace: Pace): void {
  pace.spacing *= FASTER
  if (pace.spacing < 1) pace.spacing = 0
}
