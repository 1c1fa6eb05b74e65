import type { NewConnectSession, StartedConnectSession } from '#shared/contract/connect.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import type { KeyGrant } from '../app.ts'
import type { AppContext } from '../context.ts'
import { hashSecret, makeSecret } from '../hash-secret.ts'
import { requireScope } from '../require-scope.ts'

const LIFE_MS = 30 * 60_000

/**
 * Notes that a host's page will open a window for one of its users, and makes the token for it (security.md §6.5).
 * Throws `forbidden` without the scope, and `invalid_input` for an origin that nobody registered.
 */
export function makeStartConnectSession(context: AppContext) {
  return async (grant: KeyGrant, body: NewConnectSession): Promise<StartedConnectSession> => {
    requireScope(grant, 'sessions:create')
    const { store, config, random, log } = context
    if (!config.embedOrigins.includes(body.origin)) {
      throw refuse(
        '/origin',
        'This origin is not registered. Add it to "embedOrigins" of the deployment configuration.',
      )
    }
    const id = makeId('cns', random(16))
    const token = makeSecret(random)
    const now = store.now()
    await store.connectSessions.insert({
      id,
      workspaceId: grant.workspaceId,
      keyLine: grant.line,
      endUser: body.endUser,
      mode: body.mode ?? 'add',
      connectors: body.connectors ?? null,
      origin: body.origin,
      returnUrl: returnUrlOf(body),
      tokenHash: hashSecret(token),
      sessionHash: null,
      codeHash: null,
      accountId: null,
      status: 'started',
      createdAt: now,
      expiresAt: now + LIFE_MS,
    })
    log.info('connect-started', { id, keyId: grant.keyId })
    const url = `${config.publicUrl}/connect#token=${token}`
    return { id, token, url, expiresAt: new Date(now + LIFE_MS).toISOString() }
  }
}

function returnUrlOf({ origin, returnUrl }: NewConnectSession): string | null {
  if (returnUrl === undefined) return null
  if (URL.canParse(returnUrl) && new URL(returnUrl).origin === origin) return new URL(returnUrl).href
  throw refuse('/returnUrl', 'This is not an address of the origin.')
}

function refuse(pointer: string, detail: string): AppError {
  return new AppError('invalid_input', { detail, fields: [{ pointer, code: 'origin', detail }] })
}
