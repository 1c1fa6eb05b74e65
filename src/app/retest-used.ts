import { AppError } from '#shared/errors/app-error.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from './context.ts'
import { eachOf } from './logins/each-of.ts'
import { requireReleased } from './require-released.ts'
import { noteTrial, type SavedTrial, trySaved } from './test-account.ts'
import { checkDue, takeUsed, usedEntries } from './used-entries.ts'

const HOUR_MS = 3_600_000
/** After a test that said nothing. */
const LATER_MS = HOUR_MS
/** Longer than a test may take, and what it waits for. */
const CLAIM_MS = 10 * 60_000
/** Of different connectors. */
const AT_ONCE = 2
/** A service that could not be reached so often in a row, hour by hour, is shown as failing. */
const TROUBLES = 3

/** What speaks of the way to the service, and not of what was entered. */
const AWAY: ReadonlySet<string> = new Set(['service_unreachable', 'service_timeout', 'address_not_allowed'])

interface Retests {
  everyMs: number
  /** When this process is to look at an entry again. */
  notBefore: Map<string, number>
  /** How often the service of an entry was away, one time after the other. */
  troubles: Map<string, number>
}

/**
 * Tests the saved connections that this process handed out since the last pass, each once in so many hours (decision 128),
 * so that a password changed over there shows in the list before a flow fails on it. Whoever tests one moves its time
 * first, so that nodes do not test the same one. People come first: none begins while anybody waits for a place.
 */
export function makeRetestUsed(context: AppContext): () => Promise<void> {
  const used = usedEntries(context, 'connection')
  const retests = { everyMs: context.config.retestHours * HOUR_MS, notBefore: new Map(), troubles: new Map() }
  return async () => {
    const ids = takeUsed(used, retests.notBefore, context.store.now())
    const due = await findDue(context, ids, retests)
    const byConnector = Map.groupBy(due, ({ service }) => service)
    await eachOf([...byConnector.values()], AT_ONCE, async rows => {
      for (const row of rows) {
        if (isBusy(context)) used.add(row.id)
        else retests.notBefore.set(row.id, await retest(context, row, retests))
      }
    })
  }
}

async function findDue(
  context: AppContext,
  ids: readonly string[],
  { everyMs, notBefore }: Retests,
): Promise<AccountRow[]> {
  const now = context.store.now()
  const due: AccountRow[] = []
  for (const id of ids) {
    const row = await context.store.accounts.get(id)
    const at = row ? Math.max(row.retestAt ?? 0, checkDue(context, row, everyMs)) : now + everyMs
    if (row && at <= now) due.push(row)
    else notBefore.set(id, at)
  }
  return due
}

/** Half of the places stay free. */
function isBusy({ runner }: AppContext): boolean {
  const { places, running, waiting } = runner.stats()
  return waiting > 0 || running >= Math.max(1, places / 2)
}

/** When it is to be looked at again. */
async function retest(context: AppContext, seen: AccountRow, { everyMs, troubles }: Retests): Promise<number> {
  const { store, log } = context
  const row = await store.accounts.takeForRetest(seen.id, CLAIM_MS)
  // Another node has it, or somebody tested it a moment ago.
  if (!row || row.lastTestedAt !== seen.lastTestedAt) return store.now() + LATER_MS
  const trial = await tryQuietly(context, row)
  const outcome = trial?.result.ok ? 'ok' : (trial?.result.code ?? 'not-tested')
  log.debug('connection-retested', { id: row.id, outcome })
  const times = AWAY.has(outcome) ? (troubles.get(row.id) ?? 0) + 1 : 0
  if (times > 0) troubles.set(row.id, times)
  else troubles.delete(row.id)
  const answered = outcome === 'ok' || outcome === 'validation_failed'
  if (trial && (answered || times >= TROUBLES)) {
    // One that was not answered stays due.
    const noted = await noteTrial(context, row, answered ? trial : { ...trial, at: null })
    if (noted && noted.state !== row.state) noteChange(context, noted)
    if (answered) return store.now() + everyMs
  }
  await store.accounts.putOffRetest(row.id, LATER_MS)
  return store.now() + LATER_MS
}

/** Undefined when it could not be tested: its type is gone or has no check, or its values cannot be read. */
async function tryQuietly(context: AppContext, row: AccountRow): Promise<SavedTrial | undefined> {
  try {
    requireReleased(row)
    return await trySaved(context, row, { reason: 'schedule', locale: 'en' })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    context.log.debug('not-retested', { id: row.id, code: error.code })
    return undefined
  }
}

/** On record, where a test that changes nothing is not. */
function noteChange({ log }: AppContext, { id, service, type, state }: AccountRow): void {
  if (state === 'failing') log.warn('connection-failing', { id, service, type })
  else log.info('connection-recovered', { id, service, type })
}
