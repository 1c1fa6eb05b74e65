import { createHash } from 'node:crypto'
import { begin } from '#oauth/begin.ts'
import { scalars } from '#oauth/token-values.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { AttemptRow } from '#store/types.ts'
import type { PageSession } from '../app.ts'
import type { AppContext } from '../context.ts'
import { openAttemptSecrets, sealAttemptSecrets } from './attempt-secrets.ts'
import { requireProvider } from './open-provider.ts'

/**
 * Sends the browser on to the service: state and PKCE verifier are made now, and the start address works once, in its
 * own session only (oauth.md COSF-2). Throws `state_unknown`, `state_used`, `state_expired`, `other_session`.
 */
export function makeBeginAttempt(context: AppContext) {
  return async (session: PageSession, id: string): Promise<{ redirectTo: string }> => {
    const { store, random } = context
    const row = isId('att', id) ? await store.attempts.get(id) : null
    if (!row) throw unknownAttempt()
    if (row.sessionHash !== session.sessionHash) throw otherSession()
    const provider = await requireProvider(context, row.providerId)
    const { inputs } = openAttemptSecrets(context, row)
    const { config, client } = provider
    const { redirectUri, scopesAsked: scopes } = row
    const begun = begin({ config, client, inputs: scalars(inputs), scopes, redirectUri, random })
    const lookupHash = config.noState ? lookupWithoutState(row) : hashState(begun.state)
    if (config.noState) await freeLookup(context, lookupHash)
    const secrets = sealAttemptSecrets(context, row, { inputs, verifier: begun.secrets.verifier })
    const taken = await store.attempts.takeForStart(id, session.sessionHash, { lookupHash, secrets })
    if (!taken) throw row.expiresAt <= store.now() ? expiredAttempt() : usedAttempt()
    return { redirectTo: begun.url }
  }
}

/** Only the hash of a state is stored. */
export function hashState(state: string): string {
  return createHash('sha256').update(state).digest('hex')
}

/** Where a server sends no state back, one attempt for each session and provider may be open. */
export function lookupWithoutState({
  sessionHash,
  providerId,
}: Pick<AttemptRow, 'sessionHash' | 'providerId'>): string {
  return hashState(`no state\n${sessionHash}\n${providerId}`)
}

async function freeLookup({ store }: AppContext, lookupHash: string): Promise<void> {
  const older = await store.attempts.byLookupHash(lookupHash)
  if (!older) return
  const ended = older.status === 'created' || older.status === 'started'
  await store.attempts.finish(older.id, [older.status], {
    status: ended ? 'expired' : older.status,
    lookupHash: null,
  })
}

export function unknownAttempt(): AppError {
  return new AppError('state_unknown', { detail: 'This sign-in is not known here, or was forgotten. Start it again.' })
}

export function usedAttempt(): AppError {
  return new AppError('state_used', { detail: 'This sign-in was used before. Start a new one if you still need it.' })
}

export function expiredAttempt(): AppError {
  return new AppError('state_expired', { detail: 'This sign-in took too long and was given up. Start it again.' })
}

export function otherSession(): AppError {
  return new AppError('other_session', {
    detail: 'This sign-in began in another browser or session. Go on there, or start a new one here.',
  })
}
