import type { TokenSet } from '#oauth/token-set.ts'
import type { AttemptStatus, PastedTokens } from '#shared/contract/logins.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AttemptRow } from '#store/types.ts'
import type { PageSession } from '../app.ts'
import type { AppContext } from '../context.ts'
import { usedAttempt } from './attempt-errors.ts'
import { hashState } from './attempt-lookup.ts'
import { openAttemptSecrets } from './attempt-secrets.ts'
import { checkNewToken } from './check-new-token.ts'
import { makeGetAttempt } from './get-attempt.ts'
import { grantAttempt } from './grant-attempt.ts'
import { type OpenedProvider, requireProvider } from './open-provider.ts'
import { makeStartAttempt } from './start-attempt.ts'

/** What a header can carry. */
const TOKEN = /^[\x21-\x7e]+$/

/**
 * Takes tokens that a person got elsewhere in place of a sign-in (oauth.md §13): from there on they go the way of every
 * other, with the account that they belong to, a label, and the validate request. Throws `invalid_input` and `not_found`.
 */
export function makePasteTokens(context: AppContext) {
  const startAttempt = makeStartAttempt(context)
  const look = makeGetAttempt(context)
  return async (session: PageSession, body: PastedTokens, locale: string): Promise<AttemptStatus> => {
    const provider = await requireProvider(context, body.providerId)
    const { providerId, scopes, inputs, purpose, loginId } = body
    const brought = readTokens(context, provider, body)
    const begun = { providerId, scopes, inputs, purpose, ...(loginId === undefined ? {} : { loginId }) }
    const { id } = await startAttempt(session, { ...begun, mode: 'popup' })
    const row = await take(context, session, id)
    const { inputs: all } = openAttemptSecrets(context, row)
    const offered = provider.config.scopes.map(({ value }) => value)
    const tokens: TokenSet = { ...brought, scopes: row.scopesAsked, offered }
    // A new one is checked when it has its label, and all inputs.
    if (purpose === 'reconnect') await checkNewToken(context, provider, { tokens, inputs: all })
    await grantAttempt(context, row, { provider, tokens, inputs: all })
    return look(session, id, locale)
  }
}

/** Nobody is sent anywhere, so no callback can meet it. */
async function take({ store, random }: AppContext, { sessionHash }: PageSession, id: string): Promise<AttemptRow> {
  const lookupHash = hashState(Buffer.from(random(32)).toString('hex'))
  const made = await store.attempts.get(id)
  const begun = await store.attempts.takeForStart(id, sessionHash, { lookupHash, secrets: made?.secrets ?? null })
  const taken = begun && (await store.attempts.takeForExchange(id))
  if (!taken) throw usedAttempt()
  return taken
}

function readTokens(context: AppContext, { config }: OpenedProvider, body: PastedTokens): TokenSet {
  if (config.protocol === 'oauth2' && config.dpop) {
    throw new AppError('invalid_input', {
      detail: `Tokens of ${config.title} work only where they were made. Sign in instead.`,
    })
  }
  const now = context.store.now()
  const expiresAt = body.expiresAt === undefined ? undefined : Date.parse(body.expiresAt)
  const refreshToken = body.refreshToken === undefined ? undefined : read('refreshToken', body.refreshToken)
  if (expiresAt !== undefined && expiresAt <= now && refreshToken === undefined) {
    throw wrong('expiresAt', 'This time is over, and without a refresh token nothing can be renewed.')
  }
  const head = { issuedAt: now, signedInAt: now, kept: {}, callback: {}, origin: 'pasted' } as const
  const common = {
    ...head,
    accessToken: read('token', body.token),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
  if (config.protocol === 'oauth2') {
    return { ...common, tokenType: 'bearer', ...(refreshToken === undefined ? {} : { refreshToken }) }
  }
  if (body.tokenSecret === undefined) throw wrong('tokenSecret', 'Enter the secret that came with the token.')
  const oauth1 = { key: config.clientId, tokenSecret: read('tokenSecret', body.tokenSecret) }
  return { ...common, tokenType: 'oauth1', oauth1 }
}

function read(field: string, text: string): string {
  const token = text.trim()
  if (TOKEN.test(token)) return token
  throw wrong(field, 'This is no token: it holds spaces or letters that none has. Paste the token alone.')
}

function wrong(field: string, detail: string): AppError {
  return new AppError('invalid_input', { detail, fields: [{ pointer: `/${field}`, code: 'pattern', detail }] })
}
