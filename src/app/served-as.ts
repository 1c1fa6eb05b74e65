import type { Config } from '#config'
import { isObject, own } from '#shared/json.ts'
import type { Store } from '#store/types.ts'

const KEY = 'served_as'

/**
 * Settles what a server and the command line beside it have to agree on: the address people use, and where connectors
 * lie. A server notes its own; another process that opens the same data takes over what was noted last.
 */
export async function settleServedAs(config: Config, store: Pick<Store, 'meta'>): Promise<Config> {
  if (config.serving) {
    const { publicUrl, connectorRoots } = config
    await store.meta.set(KEY, JSON.stringify({ publicUrl, connectorRoots }))
    return config
  }
  const noted: unknown = JSON.parse((await store.meta.get(KEY)) ?? 'null')
  if (!isObject(noted)) return config
  const publicUrl = own(noted, 'publicUrl')
  const roots = own(noted, 'connectorRoots')
  const more = Array.isArray(roots) ? roots.filter(root => typeof root === 'string') : []
  return {
    ...config,
    publicUrl: config.publicUrlFixed || typeof publicUrl !== 'string' ? config.publicUrl : publicUrl,
    connectorRoots: [...new Set([...config.connectorRoots, ...more])],
  }
}
