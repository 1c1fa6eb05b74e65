import { slugOf } from '#oauth/slug.ts'
import type { AttemptStatus, PastedReturn } from '#shared/contract/logins.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AttemptRow } from '#store/types.ts'
import type { PageSession } from '../app.ts'
import type { AppContext } from '../context.ts'
import { expiredAttempt, usedAttempt } from './attempt-errors.ts'
import { openAttemptSecrets } from './attempt-secrets.ts'
import { makeFinishAttempt } from './finish-attempt.ts'
import { makeGetAttempt, requireAttempt } from './get-attempt.ts'
import { type OpenedProvider, requireProvider } from './open-provider.ts'
import { contextOf } from './redirect-uri.ts'

/** Longer is no code that a person types. */
const CODE = /^[\x21-\x7e]{1,200}$/

/**
 * Brings back by hand what the browser could not bring (oauth.md §13): the address of the page that did not open, or the
 * code that a service of OAuth 1 showed. Everything that is checked of a callback is checked of it. Throws
 * `invalid_input` where it is neither, and what a callback would be refused with.
 */
export function makePasteReturn(context: AppContext) {
  const finish = makeFinishAttempt(context)
  const look = makeGetAttempt(context)
  return async (session: PageSession, id: string, body: PastedReturn, locale: string): Promise<AttemptStatus> => {
    const row = await requireAttempt(context, session, id)
    if (row.expiresAt <= context.store.now()) throw expiredAttempt()
    if (row.status !== 'started') throw usedAttempt()
    const provider = await requireProvider(context, row.providerId)
    const query = queryOf(context, row, { provider, text: body.text.trim() })
    const shared = row.contextId === contextOf('', '')
    const { connector, displayName } = provider.row
    const place = shared ? { connector: '', slug: '' } : { connector, slug: slugOf(displayName) }
    await finish(session, { ...place, query })
    return look(session, id, locale)
  }
}

function queryOf(
  context: AppContext,
  row: AttemptRow,
  { provider: { config }, text }: { provider: OpenedProvider; text: string },
): string {
  if (config.protocol === 'oauth1' && config.byHand) {
    if (!CODE.test(text)) throw notTaken(`This is not the code that ${config.title} shows. Copy it from there.`)
    const { temporary } = openAttemptSecrets(context, row)
    return new URLSearchParams({ oauth_token: temporary?.token ?? '', oauth_verifier: text }).toString()
  }
  const pasted = URL.canParse(text) ? new URL(text) : undefined
  const expected = new URL(row.redirectUri)
  if (pasted?.origin === expected.origin && pasted.pathname === expected.pathname) return pasted.search.slice(1)
  throw notTaken(
    `This is not the address that ${config.title} sent the browser to. It begins with ${expected.origin}${expected.pathname}.`,
  )
}

function notTaken(detail: string): AppError {
  return new AppError('invalid_input', { detail })
}
