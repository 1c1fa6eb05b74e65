import { AsyncLocalStorage } from 'node:async_hooks'

export interface TransactionGuard {
  /** Marks everything that `work` does, as long as it runs, as the inside of a transaction. */
  inside<T>(work: () => Promise<T>): Promise<T>
  /** Throws `TypeError` inside a transaction. */
  requireOutside(): void
}

/**
 * There is one connection to write with, and a transaction holds it to its end. Whoever asked the store instead of
 * the transaction for something inside it would wait for himself; this turns that silence into an error.
 */
export function makeTransactionGuard(): TransactionGuard {
  const current = new AsyncLocalStorage<{ running: boolean }>()
  return {
    inside(work) {
      const state = { running: true }
      return current.run(state, async () => {
        try {
          return await work()
        } finally {
          // Timers that were set inside may run later and are free again.
          state.running = false
        }
      })
    },
    requireOutside() {
      if (current.getStore()?.running) throw new TypeError('inside a transaction only its own repositories can be used')
    },
  }
}
