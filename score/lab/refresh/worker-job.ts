import type { Halt } from './halts.ts'
import type { LabPlace } from './open-lab.ts'

/** How a worker is started: as JSON, its one argument. */
export interface WorkerStart {
  place: LabPlace
  /** Of every lease it takes, instead of the real length. */
  leaseSeconds?: number
}

/** What a worker is asked to do; it answers each with one `WorkerAnswer`. */
export type WorkerJob =
  /** Sets the clocks so many ms ahead. */
  | { do: 'shift'; ms: number }
  /** So many callers at once ask for the token of each of these logins. */
  | { do: 'read'; loginIds: string[]; callers: number; rejectedVersion?: number }
  /** The same without any guard: each looks, asks the server and writes by itself. */
  | { do: 'read-unguarded'; loginIds: string[]; callers: number }
  /** From here on the process is killed or frozen when it comes by that point. */
  | { do: 'arm'; halt: Halt }
  /** A whole sign-in and ADD; every step that was acknowledged is told at once. */
  | { do: 'connect'; providerId: string; code: string; label: string }
  | { do: 'delete'; loginId: string }
  /** Webhooks are told what is due. */
  | { do: 'deliver' }

export interface WorkerAnswer {
  /** Tokens that callers were given. */
  tokens: string[]
  /** Codes of the errors that callers met. */
  errors: string[]
}

/** A write of `connect` that was acknowledged to whoever asked for it, with the id of the attempt or of the login. */
export interface Acknowledged {
  step: 'started' | 'begun' | 'returned' | 'added'
  id: string
}
