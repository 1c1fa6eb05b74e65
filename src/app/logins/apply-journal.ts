import { decodeAnswer, encodeAnswer } from '#oauth/raw-answer.ts'
import { readTokens } from '#oauth/read-tokens.ts'
import type { RawAnswer } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import type { JournalRow, Lease } from '#store/types.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { AppContext } from '../context.ts'
import { applyTokens } from './apply-tokens.ts'
import { openTokens } from './grant-tokens.ts'
import type { RenewInput } from './renew-input.ts'

type JournalPlace = Pick<JournalRow, 'id' | 'workspaceId' | 'baseVersion'>

/** Stores an answer as it came. It is on disk when this returns, and nobody has read it yet. Gives its journal id. */
export async function journalAnswer(context: AppContext, lease: Lease, raw: RawAnswer): Promise<string> {
  const { grant, epoch, credVersion } = lease
  const place = { id: makeId('grt', context.random(16)), workspaceId: grant.workspaceId, baseVersion: credVersion }
  const answer = sealJson(context.keyring, encodeAnswer(raw), placeOf(place))
  await context.store.journal.insert({ ...place, grantId: grant.id, leaseEpoch: epoch, answer })
  return place.id
}

/**
 * Takes up an answer that was received but never applied, because its process died, was fenced off, or could not read
 * it (oauth.md §11.2-8). Usually only answers to the tokens that are still stored count; when those are refused, any
 * does. True when one was applied.
 */
export async function applyJournal(
  context: AppContext,
  input: RenewInput,
  lease: Lease,
  { anyVersion = false } = {},
): Promise<boolean> {
  const rows = await context.store.journal.unapplied(lease.grant.id)
  for (const row of rows.filter(one => anyVersion || one.baseVersion === lease.credVersion)) {
    const raw = openAnswer(context, row)
    const read = raw ? readTokens(input.provider.config, raw, openTokens(context, lease.grant)) : undefined
    if (!raw || raw.status >= 400) await context.store.journal.markApplied(row.id)
    if (read?.ok && (await applyTokens(context, input, { lease, tokens: read.tokens, journalId: row.id }))) {
      context.log.info('journal-applied', { id: input.login.id })
      return true
    }
  }
  return false
}

function openAnswer(context: AppContext, row: JournalRow): RawAnswer | undefined {
  try {
    return decodeAnswer(openJson(context.keyring, row.answer, placeOf(row)))
  } catch (error) {
    if (error instanceof AppError || error instanceof TypeError) return undefined
    throw error
  }
}

function placeOf({ id, workspaceId, baseVersion }: JournalPlace) {
  return { workspace: workspaceId, table: 'token_journal', row: id, column: 'answer', version: baseVersion }
}
