import type { NewAttempt, StartedAttempt } from '#shared/contract/logins.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId, makeId } from '#shared/ids.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AttemptRow } from '#store/types.ts'
import type { PageSession } from '../app.ts'
import type { AppContext } from '../context.ts'
import { sealAttemptSecrets } from './attempt-secrets.ts'
import { judgeInputs } from './input-form.ts'
import { localReturnPath } from './local-return-path.ts'
import { type OpenedProvider, requireProvider } from './open-provider.ts'
import { requireLogin } from './require-login.ts'

const LIFE_MS = 10 * 60_000
const LIFE_WITHOUT_STATE_MS = 5 * 60_000

/** Notes a login try of this session (oauth.md §9). Throws `not_found` and `invalid_input`; nothing leaves yet. */
export function makeStartAttempt(context: AppContext) {
  return async (session: PageSession, body: NewAttempt): Promise<StartedAttempt> => {
    const { store, owner, random, config, log } = context
    const provider = await requireProvider(context, body.providerId)
    const scopes = chosenScopes(provider, body.scopes)
    const inputs = await attemptInputs(context, provider, body)
    const now = store.now()
    const place = { id: makeId('att', random(16)), workspaceId: owner.workspaceId }
    const row: AttemptRow = {
      ...place,
      lookupHash: null,
      sessionHash: session.sessionHash,
      userId: session.userId,
      contextId: provider.redirect.contextId,
      providerId: provider.row.id,
      configVersion: provider.configVersion,
      redirectUri: provider.redirect.uri,
      purpose: body.purpose,
      loginId: body.purpose === 'reconnect' ? (body.loginId ?? null) : null,
      secrets: sealAttemptSecrets(context, place, { inputs }),
      grant: null,
      issuer: provider.config.issuer,
      scopesAsked: scopes,
      mode: body.mode,
      returnPath: body.mode === 'page' ? localReturnPath(config.publicUrl, body.returnPath ?? '/') : null,
      status: 'created',
      error: null,
      resultId: null,
      createdAt: now,
      expiresAt: now + (provider.config.noState ? LIFE_WITHOUT_STATE_MS : LIFE_MS),
    }
    await store.attempts.insert(row)
    log.info('sign-in-started', { id: row.id, type: provider.row.connector })
    return { id: row.id, startUrl: `/oauth/start/${row.id}` }
  }
}

/** What was ticked, in the order of the config, with what cannot be unticked. */
function chosenScopes({ config }: OpenedProvider, ticked: readonly string[]): string[] {
  const offered = new Set(config.scopes.map(scope => scope.value))
  const strange = ticked.find(value => !offered.has(value))
  if (strange !== undefined) {
    throw new AppError('invalid_input', {
      detail: 'One of the permissions is not offered any more. Open the page again.',
      fields: [
        { pointer: `/scopes/${ticked.indexOf(strange)}`, code: 'enum', detail: 'This permission is not offered.' },
      ],
    })
  }
  return config.scopes.filter(scope => scope.required || ticked.includes(scope.value)).map(scope => scope.value)
}

/** A reconnect keeps the inputs of its login unless new ones are sent. */
async function attemptInputs(context: AppContext, provider: OpenedProvider, body: NewAttempt): Promise<JsonObject> {
  const texts = provider.texts('en')
  const submitted = body.inputs as JsonObject
  if (body.purpose === 'new') return judgeInputs(context, provider.config.before, { submitted, texts })
  const id = body.loginId ?? ''
  const login = isId('log', id) ? await requireLogin(context, id) : undefined
  if (login?.row.providerId !== provider.row.id) {
    throw new AppError('not_found', { detail: 'There is no login of this provider to reconnect.' })
  }
  if (Object.keys(submitted).length === 0) return login.inputs
  return { ...login.inputs, ...judgeInputs(context, provider.config.before, { submitted, texts }) }
}
