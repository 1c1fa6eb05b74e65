import { AppError } from '#shared/errors/app-error.ts'

export interface RunQueue {
  /**
   * Runs `work` when its turn comes; its place is free again when it has ended, and what it holds has. Throws `AppError('busy')` at once when too many wait already, of all or of this
   * `kind`.
   */
  run<T>(kind: string, work: (hold: Hold) => Promise<T>): Promise<T>
  /** Refuses what waits, and everything after. */
  close(): void
  load(): { places: number; running: number; waiting: number }
}

/** Keeps the place until this has ended. */
export type Hold = (until: Promise<unknown>) => void

interface Waiting {
  start: () => void
  refuse: (error: AppError) => void
}

/**
 * At most `concurrency` pieces of work at once, half of them of one kind, and at most `capacity` waiting, half of them
 * of one kind. Kinds take turns; within a kind who came first is served first. So a connector that hangs, or of which a
 * hundred connections are tested at once, leaves room for the others.
 */
export function createRunQueue(concurrency: number, capacity: number): RunQueue {
  const waiting = new Map<string, Waiting[]>()
  const running = new Map<string, number>()
  const half = (number: number) => Math.max(1, Math.ceil(number / 2))
  const sum = () => [...running.values()].reduce((total, count) => total + count, 0)
  const inLine = () => [...waiting.values()].reduce((total, { length }) => total + length, 0)
  let closed = false

  const mayRun = (kind: string) => (running.get(kind) ?? 0) < half(concurrency) && sum() < concurrency
  const begin = (kind: string) => running.set(kind, (running.get(kind) ?? 0) + 1)

  const turn = (kind: string): Promise<void> | undefined => {
    if (closed) throw busy('The server is stopping. Try again in a few seconds.')
    if (mayRun(kind)) {
      begin(kind)
      return undefined
    }
    const line = waiting.get(kind) ?? []
    if (line.length >= half(capacity) || inLine() >= capacity)
      throw busy('Too many connections are being tested at once. Try again in a few seconds.')
    waiting.set(kind, line)
    return new Promise((resolve, reject) => line.push({ start: resolve, refuse: reject }))
  }

  /** The kind that was served last goes to the end. */
  const startNext = () => {
    for (const [kind, line] of waiting) {
      if (!mayRun(kind)) continue
      const next = line.shift()
      waiting.delete(kind)
      if (line.length > 0) waiting.set(kind, line)
      if (!next) continue
      begin(kind)
      next.start()
      return
    }
  }

  const end = (kind: string) => {
    const left = (running.get(kind) ?? 1) - 1
    if (left === 0) running.delete(kind)
    else running.set(kind, left)
    startNext()
  }

  return {
    async run(kind, work) {
      await turn(kind)
      const held: Promise<unknown>[] = []
      try {
        return await work(until => held.push(until))
      } finally {
        void Promise.allSettled(held).then(() => end(kind))
      }
    },
    close() {
      closed = true
      for (const line of waiting.values()) {
        for (const { refuse } of line) refuse(busy('The server is stopping. Try again in a few seconds.'))
      }
      waiting.clear()
    },
    load: () => ({ places: concurrency, running: sum(), waiting: inLine() }),
  }
}

function busy(detail: string): AppError {
  return new AppError('busy', { detail, retryAfter: 5 })
}
