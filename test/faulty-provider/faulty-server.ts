import type { GrantMemory } from './grant-memory.ts'
import type { Switch } from './switches.ts'

/** The one application that this server knows. The secret has letters that the two ways of Basic write differently. */
export const CLIENT = { id: 'abc', secret: 'canary-secret%2B+:/' }

/** Seconds an access token lives here, and far longer with `idle_ends`: who renews every ten minutes is never idle. */
export const LIFE = 600
const LONG_LIFE = 365 * 86_400

/** How far its clock is ahead with `clock_skew`. */
export const SKEW_MS = 10 * 60_000

/** What the parts of the server share. */
export interface FaultyServer {
  /** On at the moment; a test may change them between two requests. */
  on: Set<Switch>
  origin: string
  memory: GrantMemory
  /** Milliseconds since the epoch. */
  now(): number
  /** Return addresses of the client; null: any. */
  registered: string[] | null
  /** Requests for tokens that were refused so far. */
  refusals: number
  /** How often somebody asked whose token it is. */
  visits: number
  /** PEM, where the client signs. */
  publicKey: string | undefined
}

export function lifeSeconds({ on }: FaultyServer): number {
  return on.has('idle_ends') ? LONG_LIFE : LIFE
}

/** A refusal in the words of RFC 6749 §5.2. */
export interface Refusal {
  error: string
  description: string
  status?: number
}

export function refuse(error: string, description: string, status = 400): Refusal {
  return { error, description, status }
}
