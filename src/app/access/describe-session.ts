import type { App } from '../app.ts'
import type { AppContext } from '../context.ts'
import { signsInHere } from './person.ts'

/** What the page is told about whoever is there. */
export function makeDescribeSession({ config, store, owner }: AppContext, info: App['info']): App['describeSession'] {
  const lacksAdmin = async () => {
    if (!config.team || config.team.adminGroup !== undefined) return false
    const people = (await store.users.list(owner.workspaceId)).filter(signsInHere)
    return !people.some(({ role, disabledAt }) => role === 'admin' && disabledAt === null)
  }
  return async ({ actor, name }) => ({
    ...info(),
    user: { id: actor.userId, name, admin: actor.admin === true },
    signsOut: config.team?.signIn.kind === 'oidc',
    wantsAdmin: actor.admin !== true && (await lacksAdmin()),
  })
}
