import { timingSafeEqual } from 'node:crypto'
import { checkCallback } from '#oauth/check-callback.ts'
import { checkReturn } from '#oauth/oauth1/check-return.ts'
import type { CallbackResult } from '#oauth/token-set.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { ErrorCode } from '#shared/errors/catalogue.ts'
import type { AttemptRow } from '#store/types.ts'
import type { PageSession } from '../app.ts'
import type { AppContext } from '../context.ts'
import { expiredAttempt, otherSession, unknownAttempt, usedAttempt } from './attempt-errors.ts'
import { findAttempt } from './attempt-lookup.ts'
import { openAttemptSecrets } from './attempt-secrets.ts'
import { discoverProvider } from './discover-provider.ts'
import { exchangeCode } from './exchange-code.ts'
import { failAttempt } from './fail-attempt.ts'
import { type OpenedProvider, requireProvider } from './open-provider.ts'
import { contextOf } from './redirect-uri.ts'

interface Callback {
  connector: string
  /** Empty for the shared return URL. */
  slug: string
  /** The query as it came, without `?`. */
  query: string
}

interface Finished {
  attemptId: string
  returnPath?: string
}

/**
 * Takes the browser back from the service, in the order of oauth.md §9: session, attempt, expiry, same session, same
 * user, path, issuer, the service's own refusal, code; then the exchange. Nothing is sent before all of them hold.
 * A refusal that concerns this session's attempt ends it; any other leaves the attempt as it was.
 */
export function makeFinishAttempt(context: AppContext) {
  return async (session: PageSession | undefined, callback: Callback): Promise<Finished> => {
    if (!session) throw sessionMissing()
    const query = new URLSearchParams(callback.query)
    const row = await findAttempt(context, session.sessionHash, { ...callback, query })
    if (!row) throw unknownAttempt()
    await requireOpen(context, row)
    if (!sameText(row.sessionHash, session.sessionHash)) throw audited(context, row, otherSession())
    if (row.userId !== session.userId) throw audited(context, row, otherUser())
    if (row.contextId !== contextOf(callback.connector, callback.slug)) {
      throw await ended(context, row, 'wrong_context', WRONG_CONTEXT)
    }
    const provider = await discoverProvider(context, await requireProvider(context, row.providerId))
    const checked = checkQuery(context, row, { provider, query })
    if (!checked.ok && checked.code === 'wrong_issuer') throw await ended(context, row, checked.code, checked.detail)
    const taken = await context.store.attempts.takeForExchange(row.id)
    if (!taken) throw row.expiresAt <= context.store.now() ? expiredAttempt() : usedAttempt()
    if (checked.ok) {
      const { code, captured } = checked
      const secrets = openAttemptSecrets(context, taken)
      const state = stateOf(provider, query)
      await exchangeCode(context, { row: taken, provider, code, captured, state, secrets })
    } else {
      await failAttempt(context, taken, new AppError(checked.code, { detail: checked.detail }))
    }
    return { attemptId: row.id, ...(row.mode === 'page' && row.returnPath ? { returnPath: row.returnPath } : {}) }
  }
}

function checkQuery(
  context: AppContext,
  row: AttemptRow,
  { provider: { config, client }, query }: { provider: OpenedProvider; query: URLSearchParams },
): CallbackResult {
  if (config.protocol === 'oauth2') return checkCallback({ attempt: { config, client }, query })
  return checkReturn({ config, query, token: openAttemptSecrets(context, row).temporary?.token ?? '' })
}

/** Its hash led to the attempt, so it is the one that was sent. */
function stateOf({ config }: OpenedProvider, query: URLSearchParams): string {
  return config.protocol === 'oauth2' ? (query.get(config.stateParam) ?? '') : ''
}

const WRONG_CONTEXT =
  'The answer came back to the address of another service than the one this sign-in began with. Nothing was saved. Start it again.'

async function requireOpen({ store }: AppContext, row: AttemptRow): Promise<void> {
  if (row.status === 'expired') throw expiredAttempt()
  if (row.status !== 'started') throw usedAttempt()
  if (row.expiresAt > store.now()) return
  await store.attempts.finish(row.id, ['started'], { status: 'expired', secrets: null })
  throw expiredAttempt()
}

async function ended(context: AppContext, row: AttemptRow, code: ErrorCode, detail: string): Promise<AppError> {
  const error = new AppError(code, { detail })
  await failAttempt(context, row, error)
  return error
}

function audited({ log }: AppContext, row: AttemptRow, error: AppError): AppError {
  log.warn('sign-in-refused', { id: row.id, code: error.code })
  return error
}

function sameText(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)]
  return first.length === second.length && timingSafeEqual(first, second)
}

function sessionMissing(): AppError {
  return new AppError('session_missing', {
    detail: 'This browser sent no session cookie. Allow cookies for this address, then start the sign-in again.',
  })
}

function otherUser(): AppError {
  return new AppError('other_user', { detail: 'This sign-in was begun by another user. Start your own.' })
}
