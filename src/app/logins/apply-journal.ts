import type { RawAnswer } from '#oauth/oauth-request.ts'
import { decodeAnswer, encodeAnswer } from '#oauth/raw-answer.ts'
import { readTokens } from '#oauth/read-tokens.ts'
import { readStep, renewedTokens, steppedTokens, withAnsweredTokens } from '#oauth/steps.ts'
import type { TokenResult, TokenSet } from '#oauth/token-set.ts'
import type { ProviderConfig } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import { isObject, own } from '#shared/json.ts'
import type { JournalRow, Lease } from '#store/types.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { AppContext } from '../context.ts'
import { applyTokens } from './apply-tokens.ts'
import { openTokens } from './grant-tokens.ts'
import type { RenewInput } from './renew-input.ts'

type JournalPlace = Pick<JournalRow, 'id' | 'workspaceId' | 'baseVersion'>

/** An answer to a renewal, or to one of the steps after it. */
export interface StepAnswer {
  raw: RawAnswer
  step?: string
}

/** Stores an answer as it came. It is on disk when this returns, and nobody has read it yet. Gives its journal id. */
export async function journalAnswer(context: AppContext, lease: Lease, { raw, step }: StepAnswer): Promise<string> {
  const { grant, epoch, credVersion } = lease
  const place = { id: makeId('grt', context.random(16)), workspaceId: grant.workspaceId, baseVersion: credVersion }
  const answer = sealJson(context.keyring, { ...encodeAnswer(raw), ...(step ? { step } : {}) }, placeOf(place))
  await context.store.journal.insert({ ...place, grantId: grant.id, leaseEpoch: epoch, answer })
  return place.id
}

/**
 * The tokens to store after an answer. One to a step that is not the next one any more says nothing: `fenced`.
 * Throws nothing.
 */
export function readAnswer(
  config: ProviderConfig,
  { raw, step }: StepAnswer,
  stored: TokenSet,
): TokenResult | 'fenced' {
  const { unfinished, ...before } = stored
  if (step !== undefined) {
    if (unfinished?.steps[0] !== step) return 'fenced'
    const read = readStep(config, step, raw, unfinished.tokens)
    return read.ok ? { ok: true, tokens: steppedTokens(read.tokens, stored) } : read
  }
  const read = withAnsweredTokens(config, raw, readTokens(config, raw, before))
  return read.ok ? { ok: true, tokens: renewedTokens(config, read.tokens, before) } : read
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
    const answer = openAnswer(context, row)
    const read = answer ? readAnswer(input.provider.config, answer, openTokens(context, lease.grant)) : 'fenced'
    if (!answer || answer.raw.status >= 400) await context.store.journal.markApplied(row.id)
    if (
      read !== 'fenced' &&
      read.ok &&
      (await applyTokens(context, input, { lease, tokens: read.tokens, journalId: row.id }))
    ) {
      context.log.info('journal-applied', { id: input.login.id })
      return true
    }
  }
  return false
}

function openAnswer(context: AppContext, row: JournalRow): StepAnswer | undefined {
  try {
    const value = openJson(context.keyring, row.answer, placeOf(row))
    const step = isObject(value) ? own(value, 'step') : undefined
    return { raw: decodeAnswer(value), ...(typeof step === 'string' ? { step } : {}) }
  } catch (error) {
    if (error instanceof AppError || error instanceof TypeError) return undefined
    throw error
  }
}

function placeOf({ id, workspaceId, baseVersion }: JournalPlace) {
  return { workspace: workspaceId, table: 'token_journal', row: id, column: 'answer', version: baseVersion }
}
