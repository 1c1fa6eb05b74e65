import type { Socket } from 'node:net'
import type { Json, JsonObject } from '#shared/json.ts'

/** What an ending other than success was. */
export type FailureOutcome =
  | 'refused'
  | 'threw'
  /** The code threw while it was loaded, before anything was asked of it. */
  | 'not-loaded'
  | 'timeout'
  | 'exited'
  | 'crashed'
  /** Ended because it used too much: memory, processor time, or what it sent. */
  | 'memory'
  | 'cpu'
  | 'flooded'
  | 'bad-answer'
  | 'no-connect'
  | 'no-validate'

/** The class of a failed request (flow-format.md §12.1), and three more that real servers make. */
export type FailureCause =
  | 'unknown-host'
  | 'refused'
  | 'timed-out'
  | 'certificate'
  /** The other side speaks no TLS. */
  | 'handshake'
  /** No request could be made of what was typed. */
  | 'bad-address'
  | 'http-401'
  | 'http-403'
  | 'http-404'
  | 'http-5xx'
  | 'http-other'
  /** The policy for connections does not let it through (security.md §4). */
  | 'not-allowed'

/** A failed request of the connector, as its error tells it. */
export interface NetworkFault {
  cause: FailureCause
  /** The host that was asked; empty when the error does not name it. */
  host: string
  /** HTTP status; 0 when there was no answer. */
  status: number
  /** With `not-allowed`: the host and port that an administrator would have to allow; absent where nothing allows it. */
  allow?: string
  /** The connector had no words of its own: the message is `networkWords`. */
  worded: boolean
}

/** One line of the connector, for its author. Secrets are replaced. */
export interface RunLog {
  level: 'debug' | 'info' | 'warn' | 'error'
  logger: string
  text: string
}

export interface RunRequest {
  /** Absolute path of the connector's project folder: with the child script the only thing the code can read. */
  root: string
  /** Absolute path of the folder that holds `index.js`. */
  folder: string
  operation: 'connect' | 'validate'
  /** The values of the form: one connection's, and no key or refresh token. */
  input: JsonObject
  options: {
    name: string
    version: string
    service: string
    reason: 'save' | 'test' | 'schedule' | 'cli'
    locale: string
  }
  /** Wall time in milliseconds. At the limit `options.signal` fires; one second later the process is killed. */
  timeoutMs: number
  /** Texts to replace in everything that leaves the runner. */
  secrets: string[]
}

interface RunSuccess {
  ok: true
  /** Of `connect` only, already unwrapped from `{ handle }`. */
  handle?: Json
  logs: RunLog[]
  milliseconds: number
}

export interface RunFailure {
  ok: false
  outcome: FailureOutcome
  /** For a person: plain, redacted, at most 500 characters. */
  message: string
  /** JSON Pointer into the values, when the connector named a field. */
  field?: string
  hint?: string
  /** A failed request stands behind it. */
  network?: NetworkFault
  /** Where code that does not load broke, for its author: its place, the line, and its own part of the stack. */
  stack?: string[]
  logs: RunLog[]
  milliseconds: number
}

export type RunResult = RunSuccess | RunFailure

/** The door to the network that connector code is given (security.md §4). */
export interface NetworkGate {
  /** A connected socket. Throws an `Error` with the system's code, or with a `rule` where it has to be allowed first. */
  open(options: { host: string; port: number; signal?: AbortSignal }): Promise<Socket>
  /** The addresses of a name. Throws as `open` does. */
  resolve(host: string): Promise<string[]>
}

/** Where code that does not load broke. Line and column count from one; the column is 0 where nobody knows it. */
export interface BrokenPlace {
  /** Inside of the connector's project folder. */
  file: string
  line: number
  column: number
}

/** What a module exports, found by loading it in a process of its own. */
export interface Inspection {
  connect: boolean
  validate: boolean
  /** Why it could not be loaded: plain, at most 500 characters. */
  error?: string
  /** Where it broke, for its author: the line and the stack below it. */
  stack?: string[]
  place?: BrokenPlace
}

/** How high the walls around connector code are (security.md §3.1). */
export type RunnerLevel = 'process' | 'bubblewrap'

/** How a run ended. */
export type RunEnding = 'ok' | FailureOutcome

/** How the runner is doing. */
export interface RunnerStats {
  /** Runs at once, at most. */
  places: number
  running: number
  waiting: number
  /** Processes that were started ahead. */
  ahead: number
  /** Runs since the start. */
  ended: Partial<Record<RunEnding, number>>
  /** Of the newest 200 runs; absent before the first. */
  milliseconds?: { p50: number; p95: number }
}

export interface Runner {
  readonly level: RunnerLevel
  /** Why it is no higher one, in a sentence; absent at the highest. */
  readonly levelReason?: string
  /** A command that would bring a higher one at the next start. */
  readonly installHigher?: string
  stats(): RunnerStats
  /**
   * Runs one function of connector code in a process of its own. Every ending of that code is a result;
   * throws `AppError('busy')` when the queue is full, `AppError('connector_unavailable')` for a folder outside its root.
   */
  run(request: RunRequest): Promise<RunResult>
  /** Which functions `<folder>/index.js` exports. */
  inspect(artifact: { folder: string; root: string }): Promise<Inspection>
  /**
   * Starts a process for this code ahead, so that the next run of it need not wait for one: for connectors whose form
   * is open. It serves one run as every other does. Never throws: what is wrong shows when it runs.
   */
  prepare(artifact: { folder: string; root: string }): void
  /** The code on the disk is another one: what was started ahead is ended. */
  forget(): void
  /** Ends every process that still runs, and refuses new ones. */
  close(): Promise<void>
}
