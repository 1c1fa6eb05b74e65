import { AppError } from '#shared/errors/app-error.ts'
import type { UserRow } from '#store/connect-types.ts'
import type { Repositories } from '#store/types.ts'
import type { Actor } from '../actor.ts'
import type { AppContext } from '../context.ts'
import { giveAccount } from '../give-account.ts'
import { signsInHere } from './person.ts'

/** What went over, or would. */
export interface HandedOver {
  /** Id of the person. */
  to: string
  name: string
  entries: number
  keys: number
}

const AT_ONCE = 500
const MOST_NAMED = 10

/**
 * Gives everything of the built-in user to somebody who signs in: what was saved in `single` mode, and from the command
 * line, would be nobody's in `team` mode (decision 124). API keys go along, or programs would lose what they read: so
 * whoever gets them is an administrator. All of it in one transaction. Throws `wrong_use` and `not_found`.
 */
export function makeHandOver({ store, owner, audit, events, config }: AppContext) {
  return async (who: string, { dryRun = false } = {}): Promise<HandedOver> => {
    if (!config.team) {
      throw new AppError('wrong_use', {
        detail: 'In single mode everything is the one user’s. Set up team mode first.',
      })
    }
    const user = findPerson(await store.users.list(owner.workspaceId), who)
    const keys = await store.apiKeys.list(owner.userId)
    if (keys.length > 0 && user.role !== 'admin') {
      const detail = `${keys.length} API keys would go along, and only administrators keep any. Make ${nameOf(user)} administrator, or revoke the keys.`
      throw new AppError('wrong_use', { detail })
    }
    const named = { to: user.id, name: nameOf(user) }
    if (dryRun) return { ...named, entries: (await store.accounts.labels(owner.userId)).size, keys: keys.length }
    const given = await store.transaction(async tx => {
      await tx.apiKeys.giveTo(owner.userId, user.id)
      return giveAll(tx, owner, user.id)
    })
    const note = { actor: owner.userId, outcome: 'ok', reason: `to ${user.id}` }
    for (const object of given) audit.note({ ...note, action: 'account-given', object })
    for (const { id } of keys) audit.note({ ...note, action: 'key-given', object: id })
    events.emit('accounts')
    events.emit('keys')
    return { ...named, entries: given.length, keys: keys.length }
  }
}

async function giveAll(tx: Repositories, { workspaceId, userId: ownerId }: Actor, userId: string): Promise<string[]> {
  const taken = await tx.accounts.labels(userId)
  const given: string[] = []
  for (;;) {
    // What was given is not among them any more.
    const { items } = await tx.accounts.list({ workspaceId, ownerId, limit: AT_ONCE })
    if (items.length === 0) return given
    for (const account of items) {
      if (!(await giveAccount(tx, account, { userId, taken }))) {
        throw new AppError('changed_meanwhile', {
          detail: 'An entry was changed meanwhile. Nothing was given; try again.',
        })
      }
      given.push(account.id)
    }
  }
}

function findPerson(users: readonly UserRow[], who: string): UserRow {
  const people = users.filter(user => signsInHere(user) && user.disabledAt === null)
  const found = people.filter(({ id, subject, name }) => [id, subject, name].includes(who))
  if (found[0] && found.length === 1) return found[0]
  const shown = (found.length > 1 ? found : people).slice(0, MOST_NAMED)
  const names = shown.map(user => `${user.id} ${nameOf(user)}`).join(', ')
  if (found.length > 1)
    throw new AppError('ambiguous', { detail: `Several people are called that: ${names}. Name the id.` })
  const known = names === '' ? 'Nobody has signed in yet' : `Who did: ${names}`
  throw new AppError('not_found', { detail: `Nobody of this name has signed in here. ${known}.` })
}

function nameOf({ name, subject }: UserRow): string {
  return name ?? subject
}
