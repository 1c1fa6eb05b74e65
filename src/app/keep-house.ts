import { makeDropOldRows } from './audit/drop-old-rows.ts'
import { makeTidyConnectSessions } from './connect/drop-unclaimed.ts'
import type { AppContext } from './context.ts'
import { describeFault } from './log.ts'
import { makeCheckUsed } from './logins/check-used.ts'
import { makeKeepFresh } from './logins/keep-fresh.ts'
import { makeEndTokens } from './logins/revoke-tokens.ts'
import { makeTidyLogins } from './logins/tidy-logins.ts'

const EVERY_MS = 15 * 60_000
/** Tokens are due a minute and more before they end. */
export const FRESH_EVERY_MS = 20_000
const DAY_MS = 86_400_000

/**
 * Now and every quarter of an hour: drops what is over (sessions, login attempts, answers kept for repeats, token answers that were applied, old rows of the record), takes up
 * token answers that a crash left behind, and ends tokens nobody gave a name. Every 20 s: renews the tokens that are due, erases
 * what windows of connect sessions left behind, ends tokens at services that could not do so at first, and checks the logins
 * in use whose day is over.
 */
export function keepHouse(context: AppContext): { close(): void } {
  const { store, log } = context
  const tidyLogins = makeTidyLogins(context)
  const dropOldRows = makeDropOldRows(context)
  const tidyConnect = makeTidyConnectSessions(context)
  const tidy = async () => {
    await tidyLogins()
    const now = store.now()
    await store.sessions.purge(now)
    await store.attempts.purge(now - DAY_MS)
    await store.idempotency.purge(now - DAY_MS)
    await store.journal.purge(now - DAY_MS)
    await store.connectSessions.purge(now - DAY_MS)
    await store.limits.purge()
    await dropOldRows()
  }
  let closed = false
  const run = () => {
    tidy().catch(error => {
      if (!closed) log.warn('housekeeping-failed', { fault: describeFault(error) })
    })
  }
  run()
  const keepFresh = makeKeepFresh(context)
  const endTokens = makeEndTokens(context)
  const checkUsed = makeCheckUsed(context)
  let renewing = false
  const renew = async () => {
    if (renewing || closed) return
    renewing = true
    try {
      await keepFresh()
      await tidyConnect()
      await endTokens()
      await checkUsed()
    } catch (error) {
      if (!closed) log.warn('renewing-failed', { fault: describeFault(error) })
    } finally {
      renewing = false
    }
  }
  void renew()
  const freshTimer = setInterval(() => void renew(), FRESH_EVERY_MS)
  freshTimer.unref()
  const timer = setInterval(run, EVERY_MS)
  timer.unref()
  return {
    close() {
      closed = true
      clearInterval(timer)
      clearInterval(freshTimer)
    },
  }
}
