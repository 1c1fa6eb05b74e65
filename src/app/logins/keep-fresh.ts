import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#shared/errors/app-error.ts'
import type { GrantRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { eachOf } from './each-of.ts'
import { freshTokens } from './fresh-tokens.ts'
import { pauseOf } from './provider-pause.ts'
import { resumeJournal } from './tidy-logins.ts'

const BATCH = 100
/** Renewals at once; a host has a limit of its own below this. */
const AT_ONCE = 16
/** A host that asks for more patience is left to a later pass. */
const LONGEST_WAIT_MS = 5_000
/** So often a login waits for its host within one pass. */
const MOST_TURNS = 30

/**
 * Renews what is due, so that nobody has to wait for it (oauth.md §11.4), and takes up what a crash left behind: answers
 * that were received, and renewals whose lease ran out under them. One login's failure is its own. As long as some get
 * through, those that did not are tried again when their time comes, so that a storm ends within one pass.
 */
export function makeKeepFresh(context: AppContext) {
  return async (): Promise<void> => {
    await resumeJournal(context)
    const pass: Pass = { renewed: new Set(), nextTryAt: Number.POSITIVE_INFINITY }
    for (let before = -1; pass.renewed.size > before; ) {
      before = pass.renewed.size
      pass.nextTryAt = Number.POSITIVE_INFINITY
      await renewAll(context, pass)
      const wait = pass.nextTryAt - context.store.now()
      if (pass.renewed.size > before && wait > 0 && wait < LONGEST_WAIT_MS) await pauseFor(wait)
    }
  }
}

interface Pass {
  renewed: Set<string>
  /** When the first of those that failed may be tried again. */
  nextTryAt: number
}

/** Everything that is due now, the longest due first, and each once. */
async function renewAll(context: AppContext, pass: Pass): Promise<void> {
  for (let after: GrantRow | undefined; ; ) {
    const rows = await context.store.grants.due(BATCH, after)
    after = rows.at(-1)
    if (!after) return
    // Tokens that live for a moment only are due again at once.
    const left = rows.filter(({ id }) => !pass.renewed.has(id))
    await eachOf(left, AT_ONCE, async grant => {
      if (await renew(context, grant)) pass.renewed.add(grant.id)
      else await noteNextTry(context, grant, pass)
    })
  }
}

async function noteNextTry({ store }: AppContext, { id }: GrantRow, pass: Pass): Promise<void> {
  const { nextTryAt = null } = (await store.grants.get(id)) ?? {}
  if (nextTryAt !== null) pass.nextTryAt = Math.min(pass.nextTryAt, nextTryAt)
}

/** Keeps no process from ending. */
function pauseFor(ms: number): Promise<void> {
  return sleep(ms, undefined, { ref: false })
}

/** Waits while the host asks for a little patience: nothing is held meanwhile. True when there are new tokens. */
async function renew(context: AppContext, grant: GrantRow): Promise<boolean> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const wait = pauseOf(context, grant.providerId)
    if (wait > LONGEST_WAIT_MS) return false
    if (wait > 0) await pauseFor(wait)
    if (await tryRenew(context, grant)) return true
    if (pauseOf(context, grant.providerId) === 0) return false
  }
  return false
}

/** What goes wrong is noted with the grant, and tried again when its time comes. */
async function tryRenew(context: AppContext, { loginId, userId, credVersion }: GrantRow): Promise<boolean> {
  try {
    const login = await context.store.accounts.get(loginId)
    if (login?.ownerId !== userId) return false
    return (await freshTokens(context, login, { minTtl: 0 })).credVersion > credVersion
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    context.log.debug('not-renewed', { id: loginId, code: error.code })
    return false
  }
}
