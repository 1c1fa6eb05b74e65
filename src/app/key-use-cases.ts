import { actedFor, requireActing } from './acting-for.ts'
import type { Actor } from './actor.ts'
import type { App, KeyGrant, UserApp } from './app.ts'
import type { AppContext } from './context.ts'
import { requireScope } from './require-scope.ts'

export type KeyUseCases = Pick<
  App,
  'applyConnectionsFor' | 'exportConnectionsFor' | 'switchAccountFor' | 'deleteAccountFor' | 'webhooksFor'
>

/** What a user does on the page, done by a key: for its owner, or for a user of the host that it belongs to. */
export function makeKeyUseCases(context: AppContext, as: (who: Actor) => UserApp): KeyUseCases {
  const actFor = async (grant: KeyGrant, user?: string): Promise<UserApp> => {
    requireActing(grant, user)
    const { workspaceId, keyId, ownerId } = grant
    const userId = user === undefined || user === ownerId ? ownerId : await actedFor(context, grant, user)
    return as({ workspaceId, keyId, userId })
  }
  return {
    async applyConnectionsFor(grant, input) {
      requireScope(grant, 'connections:write')
      return (await actFor(grant)).applyConnections(input)
    },
    async exportConnectionsFor(grant) {
      requireScope(grant, 'connections:read')
      return (await actFor(grant)).exportConnections()
    },
    webhooksFor(grant) {
      requireScope(grant, 'webhooks:write')
      const { workspaceId, keyId, ownerId: userId } = grant
      return as({ workspaceId, keyId, userId }).webhooks
    },
    async switchAccountFor(grant, { from, to, onBehalfOf }) {
      requireScope(grant, 'uses:write')
      return (await actFor(grant, onBehalfOf)).switchAccount({ id: from, to, locale: 'en' })
    },
    async deleteAccountFor(grant, id, onBehalfOf) {
      requireScope(grant, 'connections:write')
      await (await actFor(grant, onBehalfOf)).deleteAccount(id)
    },
  }
}
