import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import type { UserRow } from '#store/connect-types.ts'
import type { OpenedSession } from '../app.ts'
import type { AppContext } from '../context.ts'
import { hashSecret, isSecret } from '../hash-secret.ts'
import { newSession } from '../open-session.ts'
import { type Identity, type Person, personOf, type SigningBrowser } from './person.ts'
import { revokeKeys } from './revoke-keys.ts'

const MOST_NAME = 200

/** Opens a session for somebody who was vouched for just now; makes the user who is new. Throws `forbidden` for one who was shut out. */
export function makeSignInPerson(context: AppContext) {
  return async (who: Identity, { oldCookie, browser }: SigningBrowser): Promise<OpenedSession & Person> => {
    const { store, audit } = context
    const user = await noteUser(context, who)
    if (user.disabledAt !== null) {
      audit.note({ actor: user.id, action: 'sign-in-refused', object: user.id, outcome: 'forbidden', reason: '' })
      throw new AppError('forbidden', { detail: 'Your access was ended here. Ask an administrator.' })
    }
    if (isSecret(oldCookie)) await store.sessions.remove(hashSecret(oldCookie))
    const session = await newSession(context, user.id, browser)
    audit.note({ actor: user.id, action: 'signed-in', object: user.id, outcome: 'ok', reason: '' })
    return { ...session, ...personOf(user) }
  }
}

/**
 * The user as last told of: name and, where a group decides, role follow what was said this time. Only administrators
 * make API keys, so whoever is none any more keeps none.
 */
async function noteUser(context: AppContext, who: Identity): Promise<UserRow> {
  const { store, owner, random, config } = context
  const { issuer, subject, groups } = who
  const now = store.now()
  const name = who.name?.slice(0, MOST_NAME) ?? null
  const group = config.team?.adminGroup
  const role = group === undefined ? undefined : groups?.includes(group) ? 'admin' : 'member'
  const { workspaceId } = owner
  const row: UserRow = {
    id: makeId('usr', random(16)),
    workspaceId,
    issuer,
    subject,
    name,
    role: role ?? 'member',
    createdAt: now,
    lastSeenAt: now,
    disabledAt: null,
  }
  const found = await store.users.ensure(row)
  if (found.id === row.id) return found
  const demoted = found.role === 'admin' && role === 'member'
  const updated = await store.transaction(async tx => {
    if (demoted) await revokeKeys(tx, found.id, now)
    return tx.users.update(found.id, { name: name ?? found.name, role, lastSeenAt: now })
  })
  if (demoted) {
    context.audit.note({ actor: '', action: 'person-changed', object: found.id, outcome: 'ok', reason: 'member' })
    context.events.emit('keys')
  }
  return updated ?? found
}
