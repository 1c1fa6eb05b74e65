import type { Json, JsonObject } from '#shared/json.ts'
import type { BrokenPlace, FailureOutcome, NetworkFault, RunLog } from './types.ts'

/** What a child may send. The parent holds it to the same limits, since connector code can write to the pipe itself. */
export const LIMITS = {
  /** Bytes of a handle as JSON. */
  resultBytes: 1_048_576,
  /** Levels of objects and lists in a handle. */
  depth: 32,
  /** Log lines of one run. */
  logLines: 1000,
  /** Characters of one log line. Longer ones are left out whole: half a secret could not be found and replaced. */
  logCharacters: 4096,
  /** Connections and names one run may ask for. */
  connections: 200,
  /** Of these, at once. */
  opening: 16,
  /** Bytes of a line that is no result: a log line of so many characters, each written as \\u0000. */
  lineBytes: 32_768,
} as const

/** Where a child writes its messages. */
export const RESULT_FD = 3
/** Where it may open the channel that sockets come over. */
export const CHANNEL_FD = 4

/** The first line of JSON a child gets on stdin: what to load. */
export interface ChildCode {
  /** Absolute path of the connector's `index.js`; null for an idle child. */
  file: string | null
}

/** The second line, which may come much later, and is the last. */
export interface ChildRequest {
  operation: 'connect' | 'validate' | 'inspect'
  input: JsonObject
  options: Record<string, Json>
  /** Milliseconds until `options.signal` fires. */
  timeoutMs: number
}

/** How the code ended, as the child saw it. Texts are raw: the parent redacts and shortens them. */
export type ChildResult =
  | { ok: true; handle?: Json; functions?: { connect: boolean; validate: boolean } }
  | {
      ok: false
      outcome: Exclude<FailureOutcome, 'crashed' | 'cpu' | 'flooded'>
      message: string
      field?: string
      hint?: string
      network?: NetworkFault
      /** With `not-loaded`, as `place`: the line that broke and the stack below it. */
      stack?: string
      place?: BrokenPlace
    }

/** What a child asks of the parent: a connected socket, or the addresses of a name. */
export interface NetworkQuestion {
  id: number
  kind: 'connect' | 'resolve'
  host: string
  port: number
}

/** The answer, on the channel that can carry sockets. */
export interface NetworkAnswer {
  id: number
  /** The system's code of what went wrong. */
  error?: string
  addresses?: string[]
}

/** One line of JSON on fd 3. `started` comes before the connector's code is loaded, `result` at most once. */
export type ChildMessage = { started: true } | { log: RunLog } | { network: NetworkQuestion } | { result: ChildResult }
