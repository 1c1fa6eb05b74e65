import { AppError } from '#shared/errors/app-error.ts'

export interface RunQueue {
  /** Runs `work` when its turn comes. Throws `AppError('busy')` at once when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>
  /** Refuses what waits, and everything after. */
  close(): void
}

/** At most `concurrency` pieces of work at once, at most `capacity` waiting, first come, first served. */
export function createRunQueue(concurrency: number, capacity: number): RunQueue {
  const waiting: { start: () => void; refuse: (error: AppError) => void }[] = []
  let running = 0
  let closed = false

  const turn = (): Promise<void> | undefined => {
    if (closed) throw busy('The server is stopping. Try again in a few seconds.')
    if (running < concurrency) {
      running++
      return undefined
    }
    if (waiting.length >= capacity)
      throw busy('Too many connections are being tested at once. Try again in a few seconds.')
    // The one who leaves hands its place on, so `running` stays as it is.
    return new Promise((resolve, reject) => waiting.push({ start: resolve, refuse: reject }))
  }

  return {
    async run(work) {
      await turn()
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next.start()
        else running--
      }
    },
    close() {
      closed = true
      for (const { refuse } of waiting.splice(0)) refuse(busy('The server is stopping. Try again in a few seconds.'))
    },
  }
}

function busy(detail: string): AppError {
  return new AppError('busy', { detail, retryAfter: 5 })
}
