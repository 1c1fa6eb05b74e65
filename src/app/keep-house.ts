import { makeDropOldRows } from './audit/drop-old-rows.ts'
import { makeTidyConnectSessions } from './connect/drop-unclaimed.ts'
import type { AppContext } from './context.ts'
import { describeFault } from './log.ts'
import { makeCheckUsed } from './logins/check-used.ts'
import { makeKeepFresh } from './logins/keep-fresh.ts'
import { makeEndTokens } from './logins/revoke-tokens.ts'
import { makeTidyLogins } from './logins/tidy-logins.ts'
import { makeRetestUsed } from './retest-used.ts'
import { keepTelling } from './webhooks/keep-telling.ts'

const EVERY_MS = 15 * 60_000
/** Tokens are due a minute and more before they end. */
export const FRESH_EVERY_MS = 20_000
const DAY_MS = 86_400_000
/** Longer than an event is tried. */
const EVENTS_KEPT_MS = 7 * DAY_MS

/**
 * Now and every quarter of an hour: drops what is over (sessions, login attempts, answers kept for repeats, token answers that were applied, old rows of the record), takes up
 * token answers that a crash left behind, and ends tokens nobody gave a name. Every 20 s: renews the tokens that are due, erases
 * what windows of connect sessions left behind, ends tokens at services that could not do so at first, and checks the logins
 * in use whose day is over and the connections in use whose hours are. What webhooks are to be told goes out as it happens.
 */
export function keepHouse(context: AppContext): { close(): void } {
  let closed = false
  const alone = (fault: string, work: () => Promise<void>) => {
    let running = false
    return () => {
      if (running || closed) return
      running = true
      work()
        .catch(error => {
          if (!closed) context.log.warn(fault, { fault: describeFault(error) })
        })
        .finally(() => {
          running = false
        })
    }
  }
  const tidy = alone('housekeeping-failed', makeTidy(context))
  const renew = alone('renewing-failed', makeRenew(context))
  // Connector code may take its time: renewals do not wait for it.
  const retest = alone(
    'retesting-failed',
    context.config.retestHours > 0 ? makeRetestUsed(context) : async () => undefined,
  )
  tidy()
  renew()
  const timers = [
    setInterval(tidy, EVERY_MS),
    setInterval(() => {
      renew()
      retest()
    }, FRESH_EVERY_MS),
  ]
  for (const timer of timers) timer.unref()
  const telling = keepTelling(context)
  return {
    close() {
      closed = true
      telling.close()
      for (const timer of timers) clearInterval(timer)
    },
  }
}

function makeTidy(context: AppContext) {
  const { store } = context
  const tidyLogins = makeTidyLogins(context)
  const dropOldRows = makeDropOldRows(context)
  return async () => {
    await tidyLogins()
    const now = store.now()
    await store.sessions.purge(now)
    await store.attempts.purge(now - DAY_MS)
    await store.idempotency.purge(now - DAY_MS)
    await store.journal.purge(now - DAY_MS)
    await store.connectSessions.purge(now - DAY_MS)
    await store.limits.purge()
    await store.webhooks.purge(now - EVENTS_KEPT_MS)
    await dropOldRows()
  }
}

function makeRenew(context: AppContext) {
  const keepFresh = makeKeepFresh(context)
  const tidyConnect = makeTidyConnectSessions(context)
  const endTokens = makeEndTokens(context)
  const checkUsed = makeCheckUsed(context)
  return async () => {
    await keepFresh()
    await tidyConnect()
    await endTokens()
    await checkUsed()
  }
}
