import { AppError } from '#shared/errors/app-error.ts'
import type { GrantRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { freshTokens } from './fresh-tokens.ts'
import { resumeJournal } from './tidy-logins.ts'

const BATCH = 100
/** Renewals at once; a host has a limit of its own below this. */
const AT_ONCE = 16

/**
 * Renews what is due, so that nobody has to wait for it (oauth.md §11.4), and takes up what a crash left behind: answers
 * that were received, and renewals whose lease ran out under them. One login's failure is its own.
 */
export function makeKeepFresh(context: AppContext) {
  return async (): Promise<void> => {
    await resumeJournal(context)
    const seen = new Set<string>()
    for (let lingering = 0; ; ) {
      const due = await context.store.grants.due(BATCH + lingering)
      const rows = due.filter(({ id }) => !seen.has(id))
      lingering = due.length - rows.length
      if (rows.length === 0) return
      for (const { id } of rows) seen.add(id)
      await eachOf(rows, grant => renew(context, grant))
    }
  }
}

async function eachOf(rows: readonly GrantRow[], work: (grant: GrantRow) => Promise<void>): Promise<void> {
  const queue = rows.values()
  const worker = async () => {
    for (const grant of queue) await work(grant)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, rows.length) }, worker))
}

/** What goes wrong is noted with the grant, and tried again when its time comes. */
async function renew(context: AppContext, { loginId, userId }: GrantRow): Promise<void> {
  try {
    const login = await context.store.accounts.get(loginId)
    if (login?.ownerId === userId) await freshTokens(context, login, { minTtl: 0 })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    context.log.debug('not-renewed', { id: loginId, code: error.code })
  }
}
