import type { Counters } from './count-metrics.ts'

/** Counts what was handed out and what was refused, whichever way it was answered. */
export function countReads<Args extends unknown[], T>(
  read: (...args: Args) => T | Promise<T>,
  counters: Counters,
): (...args: Args) => T | Promise<T> {
  const given = (value: T): T => {
    counters.reads++
    return value
  }
  const refused = (error: unknown): never => {
    counters.refusedReads++
    throw error
  }
  return (...args) => {
    try {
      const value = read(...args)
      return value instanceof Promise ? value.then(given, refused) : given(value)
    } catch (error) {
      return refused(error)
    }
  }
}
