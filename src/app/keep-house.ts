import type { AppContext } from './context.ts'
import { describeFault } from './log.ts'

const EVERY_MS = 15 * 60_000
const DAY_MS = 86_400_000

/** Drops what is over (sessions, login attempts, answers kept for repeats), now and every quarter of an hour. */
export function keepHouse({ store, log }: AppContext): { close(): void } {
  const tidy = async () => {
    const now = store.now()
    await store.sessions.purge(now)
    await store.attempts.purge(now - DAY_MS)
    await store.idempotency.purge(now - DAY_MS)
  }
  const run = () => {
    tidy().catch(error => log.warn('housekeeping-failed', { fault: describeFault(error) }))
  }
  run()
  const timer = setInterval(run, EVERY_MS)
  timer.unref()
  return { close: () => clearInterval(timer) }
}
