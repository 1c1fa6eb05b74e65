import type { AttemptStatus } from '#shared/contract/logins.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import { defaultLabel } from '#shared/label.ts'
import type { AttemptRow } from '#store/types.ts'
import type { PageSession } from '../app.ts'
import type { AppContext } from '../context.ts'
import { openAttemptGrant, openAttemptSecrets } from './attempt-secrets.ts'
import { inputBundle } from './input-form.ts'
import { knownLogin } from './known-login.ts'
import { requireProvider } from './open-provider.ts'
import { storedIdentity } from './renew-login.ts'
import { settleAttempt } from './settle-attempt.ts'

/** An exchange that takes longer was cut off: whoever asks next goes on from the stored answer. */
const CUT_OFF_MS = 45_000

/** How a login try of this session stands; the page polls this whatever happened to the window (oauth.md §10). */
export function makeGetAttempt(context: AppContext) {
  return async (session: PageSession, id: string, locale: string): Promise<AttemptStatus> => {
    const row = await resumed(context, await requireAttempt(context, session, id))
    return {
      id: row.id,
      status: isOver(context, row) ? 'expired' : row.status,
      providerId: row.providerId,
      ...(row.status === 'started' ? await describeWay(context, row) : {}),
      ...(row.error ? { error: row.error } : {}),
      ...(row.resultId === null ? {} : { resultId: row.resultId }),
      ...(row.status === 'granted' || row.status === 'choose_account' ? await describeGrant(context, row, locale) : {}),
    }
  }
}

/** Only services of OAuth 1 show codes that are typed by hand. */
async function describeWay(context: AppContext, row: AttemptRow): Promise<Pick<AttemptStatus, 'wants'>> {
  if (!row.secrets || !openAttemptSecrets(context, row).temporary) return {}
  const { config } = await requireProvider(context, row.providerId)
  return config.protocol === 'oauth1' && config.byHand ? { wants: 'code' } : {}
}

/** An exchange that is over its time and has no answer was cut off before one came. */
function isOver({ store }: AppContext, row: AttemptRow): boolean {
  const waiting = row.status === 'created' || row.status === 'started' || (row.status === 'exchanging' && !row.grant)
  return waiting && row.expiresAt <= store.now()
}

/** The attempt of this session. Throws `not_found`, also for the attempts of others. */
export async function requireAttempt(context: AppContext, session: PageSession, id: string): Promise<AttemptRow> {
  const row = isId('att', id) ? await context.store.attempts.get(id) : null
  const here = row?.workspaceId === context.owner.workspaceId
  if (here && row.sessionHash === session.sessionHash && row.userId === session.userId) return row
  throw new AppError('not_found', { detail: 'There is no sign-in with this id in this browser session.' })
}

async function resumed(context: AppContext, row: AttemptRow): Promise<AttemptRow> {
  if (row.status !== 'exchanging' || !row.grant) return row
  const kept = openAttemptGrant(context, row)
  if (!kept || !('raw' in kept)) return row
  const last = Math.max(kept.raw.receivedAt, ...kept.answers.map(answer => answer?.receivedAt ?? 0))
  if (context.store.now() - last < CUT_OFF_MS) return row
  const provider = await requireProvider(context, row.providerId)
  await settleAttempt(context, row, { provider, ...kept, hide: [] })
  return (await context.store.attempts.get(row.id)) ?? row
}

async function describeGrant(context: AppContext, row: AttemptRow, locale: string): Promise<Partial<AttemptStatus>> {
  const kept = openAttemptGrant(context, row)
  if (!kept || !('tokens' in kept)) return {}
  const provider = await requireProvider(context, row.providerId)
  const { store, owner } = context
  const label = defaultLabel(provider.row.displayName, provider.service, await store.accounts.labels(owner.userId))
  const after = row.purpose === 'new' ? await inputBundle(context, provider.config.after, provider.texts(locale)) : null
  const stored = row.loginId === null ? null : await store.grants.byLogin(row.loginId, row.userId)
  const storedAccount = stored ? nameOf(storedIdentity(context, stored)) : undefined
  const account = nameOf(kept.account)
  const known = row.purpose === 'new' ? await knownLogin(context, row, kept.account) : null
  return {
    suggestedLabel: label,
    ...(account === undefined ? {} : { account }),
    ...(known ? { known: { id: known.id, label: known.label } } : {}),
    ...(storedAccount === undefined ? {} : { storedAccount }),
    ...(kept.tokens.scopes ? { scopes: [...kept.tokens.scopes] } : {}),
    ...(after ? { after } : {}),
  }
}

function nameOf({ id, label }: { id?: string; label?: string }): string | undefined {
  return label ?? id
}
