import type { RunnerLevel, RunRequest, RunResult } from '#runner/types.ts'

export interface HostOptions {
  cacheDir: string
  level: RunnerLevel
  /** Lines of hosts that are allowed. */
  allowed: string[]
}

/** What can be seen of the server from its inside. */
export interface Pulse {
  signals: number
  /** Its inspector is open. */
  inspected: boolean
  /** Its prototypes have properties they were not born with. */
  polluted: string[]
  priority: number
}

export type Question = { id: number } & ({ run: RunRequest } | { pulse: true })
export type Answer = { id: number; result?: RunResult; pulse?: Pulse; failed?: string }
