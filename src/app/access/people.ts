import type { People, PersonChange, PersonView } from '#shared/contract/people.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import type { UserRow } from '#store/connect-types.ts'
import type { AppContext } from '../context.ts'
import { signsInHere } from './person.ts'
import { revokeKeys } from './revoke-keys.ts'

/** Who signs in here, for administrators. */
export function makeListPeople({ store, owner }: AppContext) {
  return async (): Promise<People> => ({
    items: (await store.users.list(owner.workspaceId)).filter(signsInHere).map(describe),
  })
}

/**
 * Makes somebody administrator or member, shuts out a leaver or lets somebody in again. Whoever is shut out is signed
 * out everywhere. Only administrators make API keys, so nobody else keeps any. Throws `not_found`, and `invalid_input` where no administrator would be left.
 */
export function makeChangePerson({ store, owner, config, audit, events }: AppContext) {
  return async (id: string, { role, disabled }: PersonChange): Promise<PersonView> => {
    if (role !== undefined && config.team?.adminGroup !== undefined) {
      throw refused('/role', 'Here a group of the sign-in service decides who is administrator.')
    }
    const changed = await store.transaction(async tx => {
      const people = (await tx.users.list(owner.workspaceId)).filter(signsInHere)
      const row = isId('usr', id) ? people.find(one => one.id === id) : undefined
      if (!row) throw new AppError('not_found', { detail: 'There is no such person here.' })
      const disabledAt = disabled === undefined ? undefined : disabled ? (row.disabledAt ?? store.now()) : null
      const next = {
        ...row,
        role: role ?? row.role,
        disabledAt: disabledAt === undefined ? row.disabledAt : disabledAt,
      }
      if (!people.map(one => (one.id === id ? next : one)).some(isAdmin)) {
        throw refused(role ? '/role' : '/disabled', 'At least one administrator has to stay.')
      }
      if (next.disabledAt !== null) await tx.sessions.removeOf(id)
      if (!isAdmin(next)) await revokeKeys(tx, id, store.now())
      return (await tx.users.update(id, { role: next.role, disabledAt: next.disabledAt })) ?? next
    })
    const reason = [role, disabled === undefined ? '' : disabled ? 'shut out' : 'let in'].filter(Boolean).join(' ')
    audit.note({ actor: owner.userId, action: 'person-changed', object: id, outcome: 'ok', reason })
    events.emit('keys')
    return describe(changed)
  }
}

function isAdmin({ role, disabledAt }: UserRow): boolean {
  return role === 'admin' && disabledAt === null
}

function refused(pointer: string, detail: string): AppError {
  return new AppError('invalid_input', { detail, fields: [{ pointer, code: 'invalid_input', detail }] })
}

function describe({ id, name, subject, role, createdAt, lastSeenAt, disabledAt }: UserRow): PersonView {
  return {
    id,
    name: name ?? subject,
    role,
    disabled: disabledAt !== null,
    createdAt: new Date(createdAt).toISOString(),
    lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt).toISOString(),
  }
}
