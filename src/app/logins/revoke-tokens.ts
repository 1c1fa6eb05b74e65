import type { RawAnswer } from '#oauth/oauth-request.ts'
import { retryAfter } from '#oauth/retry-after.ts'
import { revokeRequests } from '#oauth/revoke-requests.ts'
import type { TokenSet } from '#oauth/token-set.ts'
import { scalars } from '#oauth/token-values.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import type { RevocationRow } from '#store/revocation-types.ts'
import type { AccountRow } from '#store/types.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { AppContext } from '../context.ts'
import { discoverProvider } from './discover-provider.ts'
import { freshOf } from './fresh-of.ts'
import { openTokens } from './grant-tokens.ts'
import { type OpenedProvider, requireProvider } from './open-provider.ts'
import { loginInputs } from './require-login.ts'
import { sendRequest } from './send-request.ts'

const DAY_MS = 86_400_000
/** Longer than all requests of one try may take. */
const TRY_MS = 5 * 60_000
const FIRST_DELAY_MS = 30_000
const LONGEST_DELAY_MS = 3_600_000
const BATCH = 20

/** The tokens of one sign-in, and what the addresses that end them need. */
interface Job {
  tokens: TokenSet
  inputs: JsonObject
}

/** Tokens to be ended: `row` is what survives us, `run` tries at once. */
export interface Revocation {
  row: RevocationRow
  run(): Promise<void>
}

/** Ends tokens at the service (RFC 7009), now or within a day. Whatever goes wrong is logged and stops nothing. */
export async function revokeTokens(
  context: AppContext,
  provider: OpenedProvider,
  { id, ...job }: Job & { id: string },
): Promise<void> {
  const row = newRow(context, provider, { loginId: id, job })
  await context.store.revocations.insert(row)
  await tryOnce(context, row)
}

/**
 * Reads what is needed to end a login's tokens, so that its row can be stored as the login goes. Null when there is
 * nothing to end, or nothing that can be read any more.
 */
export async function prepareRevocation(context: AppContext, login: AccountRow): Promise<Revocation | null> {
  try {
    const grant = login.kind === 'login' ? await context.store.grants.byLogin(login.id, login.ownerId) : null
    if (!grant) return null
    const provider = await requireProvider(context, grant.providerId)
    if (!provider.config.revoke) return null
    const job = { tokens: openTokens(context, grant), inputs: loginInputs(context, login) }
    const row = newRow(context, provider, { loginId: login.id, job })
    return { row, run: () => tryOnce(context, row) }
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Now and then: what a service could not do at first, and what a process left behind that died. */
export function makeEndTokens(context: AppContext) {
  return async (): Promise<void> => {
    for (;;) {
      const rows = await context.store.revocations.take({ limit: BATCH, forMs: TRY_MS })
      for (const row of rows) await tryOnce(context, row)
      if (rows.length < BATCH) return
    }
  }
}

function newRow(
  context: AppContext,
  provider: OpenedProvider,
  { loginId, job }: { loginId: string; job: Job },
): RevocationRow {
  const { store, owner, random, keyring } = context
  const now = store.now()
  const place = { id: makeId('grt', random(16)), workspaceId: owner.workspaceId }
  return {
    ...place,
    providerId: provider.row.id,
    loginId,
    job: sealJson(keyring, { ...job } as unknown as Json, placeOf(place)),
    failCount: 0,
    nextAt: now + TRY_MS,
    until: now + DAY_MS,
  }
}

/** After a day, and where trying again is of no use, the tokens are forgotten here whatever the service holds. */
async function tryOnce(context: AppContext, row: RevocationRow): Promise<void> {
  const { store, log } = context
  const later = await endAll(context, row)
  const nextAt = store.now() + Math.max(later ?? 0, delayMs(row.failCount))
  if (later === undefined || nextAt > row.until) {
    if (later !== undefined) log.warn('revoke-given-up', { id: row.loginId })
    await store.revocations.remove(row.id)
  } else await store.revocations.putOff(row.id, { failCount: row.failCount + 1, nextAt })
}

/** Undefined when it is done, or nothing can be done; else the milliseconds the service wants to be left alone for. */
async function endAll(context: AppContext, row: RevocationRow): Promise<number | undefined> {
  const { log } = context
  try {
    const provider = await requireProvider(context, row.providerId)
    const { config, client } = await discoverProvider(context, provider)
    const { tokens, inputs } = openJob(context, row)
    const input = { config, client, inputs: scalars(inputs), tokens, fresh: freshOf(context) }
    for (const request of revokeRequests(input)) {
      const raw = await sendRequest(context, request)
      if (isAway(raw)) {
        log.warn('revoke-failed', { id: row.loginId, status: raw.status })
        return (retryAfter(raw) ?? 0) * 1000
      }
      log.info('token-revoked', { id: row.loginId, status: raw.status })
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    log.warn('revoke-failed', { id: row.loginId, code: error.code })
    return error.code === 'temporarily_unavailable' ? (error.retryAfter ?? 0) * 1000 : undefined
  }
  return undefined
}

/** The token is then not ended yet (RFC 7009 §2.2.1). Any other refusal stays one, however often it is asked for. */
function isAway({ status }: RawAnswer): boolean {
  return status === 429 || status >= 500
}

function delayMs(failCount: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failCount, 10))
}

function openJob(context: AppContext, row: RevocationRow): Job {
  const value = openJson(context.keyring, row.job, placeOf(row))
  if (isObject(value)) return value as unknown as Job
  throw new AppError('unreadable', { detail: 'The stored tokens of this login cannot be read. Reconnect it.' })
}

function placeOf({ id, workspaceId }: Pick<RevocationRow, 'id' | 'workspaceId'>) {
  return { workspace: workspaceId, table: 'revocations', row: id, column: 'job', version: 1 }
}
