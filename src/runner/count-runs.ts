import type { RunEnding, RunnerStats, RunResult } from './types.ts'

/** Times that are kept: enough for a p95, few enough to be of today. */
const KEPT = 200

export interface RunCounter {
  count(result: RunResult): void
  figures(): Pick<RunnerStats, 'ended' | 'milliseconds'>
}

/** How the runs since the start have ended, and how long the newest of them took. */
export function makeRunCounter(): RunCounter {
  const ended = new Map<RunEnding, number>()
  let times: number[] = []
  return {
    count(result) {
      const ending = result.ok ? 'ok' : result.outcome
      ended.set(ending, (ended.get(ending) ?? 0) + 1)
      times = [...times.slice(1 - KEPT), result.milliseconds]
    },
    figures() {
      const sorted = times.toSorted((a, b) => a - b)
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
      return {
        ended: Object.fromEntries(ended),
        ...(sorted.length === 0 ? {} : { milliseconds: { p50: at(0.5), p95: at(0.95) } }),
      }
    },
  }
}
