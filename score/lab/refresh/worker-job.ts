import type { LabPlace } from './open-lab.ts'

/** How a worker is started: as JSON, its one argument. */
export interface WorkerStart {
  place: LabPlace
}

/** What a worker is asked to do; it answers each with one `WorkerAnswer`. */
export type WorkerJob =
  /** Sets the clocks so many ms ahead. */
  | { do: 'shift'; ms: number }
  /** So many callers at once ask for the token of this login. */
  | { do: 'read'; loginId: string; callers: number; rejectedVersion?: number }
  /** The same without any guard: each looks, asks the server and writes by itself. */
  | { do: 'read-unguarded'; loginId: string; callers: number }

export interface WorkerAnswer {
  /** Tokens that callers were given. */
  tokens: string[]
  /** Codes of the errors that callers met. */
  errors: string[]
}
