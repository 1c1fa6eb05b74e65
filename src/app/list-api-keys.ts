import type { ApiKeyList } from '#shared/contract/keys.ts'
import type { AppContext } from './context.ts'
import { describeApiKey } from './create-api-key.ts'

export function makeListApiKeys({ store, owner }: AppContext) {
  return async (): Promise<ApiKeyList> => ({
    items: (await store.apiKeys.list(owner.userId))
      .filter(({ workspaceId }) => workspaceId === owner.workspaceId)
      .map(describeApiKey),
  })
}
