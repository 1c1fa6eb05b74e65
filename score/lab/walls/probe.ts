import type { FailureOutcome, RunnerLevel } from '#runner/types.ts'

type Family =
  | 'files'
  | 'environment and /proc'
  | 'network'
  | 'processes'
  | 'the channel to the server'
  | 'answers'
  | 'limits'
  | 'loader and engine'

/** One hostile connector, as data. */
export interface Probe {
  family: Family
  name: string
  /**
   * Body of `async (input, output) => …` inside the connector. What it gives is loot: a probe that holds gives nothing,
   * or throws. `input` is a `Bait`.
   */
  code: string
  /** Code in front of the connector, run when it is loaded. */
  load?: string
  operation?: 'connect' | 'validate'
  timeoutMs?: number
  /** How the run has to end; absent: in any way but with loot. `ok` ends well. */
  ends?: FailureOutcome | 'ok' | readonly (FailureOutcome | 'ok')[]
  /** The message has to match as well. */
  says?: RegExp
  /** Levels that do not promise to hold this one, and why. */
  notClaimed?: Partial<Record<RunnerLevel, string>>
  /** Takes seconds: not in the small size. */
  slow?: boolean
}

/** What a hostile connector is told, so that it need not search: the worst case. */
export interface Bait {
  /** A file outside, with a secret in it. */
  file: string
  /** A folder outside, where new files would be seen. */
  folder: string
  /** A database outside, with a secret in it. */
  database: string
  /** A connector beside this one, whose folder begins with the same letters. */
  sibling: string
  /** Ports on 127.0.0.1 that nobody allowed: TCP and UDP. */
  forbidden: number
  udp: number
  /** A unix socket. */
  socket: string
  /** A web server that is allowed; it redirects /away to the forbidden one. */
  allowed: number
}
