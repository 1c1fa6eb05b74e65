import { AppError } from '#shared/errors/app-error.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { hashState } from './attempt-lookup.ts'
import { attemptPage } from './attempt-page.ts'
import { failAttempt } from './fail-attempt.ts'

/**
 * Begins an attempt that no callback can meet yet. It is taken before anything is sent, so that a start address never
 * asks twice; undefined when it was taken before. Where `ask` is refused, the attempt ends with the reason, and the
 * address is that of our own page which says so.
 */
export async function beginUnmet(
  context: AppContext,
  row: AttemptRow,
  ask: (taken: AttemptRow) => Promise<string | undefined>,
): Promise<string | undefined> {
  const { store, config } = context
  const taken = await store.attempts.takeForStart(row.id, row.sessionHash, {
    lookupHash: unmetLookup(context),
    secrets: row.secrets,
  })
  if (!taken) return undefined
  try {
    return await ask(taken)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await failAttempt(context, taken, error)
    return attemptPage(config.publicUrl, row)
  }
}

/** Stands where others are found by their state: nobody knows it. */
export function unmetLookup({ random }: Pick<AppContext, 'random'>): string {
  return hashState(Buffer.from(random(32)).toString('hex'))
}
