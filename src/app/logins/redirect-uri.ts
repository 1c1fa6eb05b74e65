import type { Config } from '#config/config.ts'
import { contextPath, returnPath } from '#oauth/slug.ts'

/** Path of the return URL that several providers share; only those an administrator names (oauth.md COAT-3). */
const SHARED_PATH = '/oauth/return'

export interface RedirectTarget {
  uri: string
  /** Path that a callback must come back to; part of the attempt. */
  contextId: string
}

/** Where a provider sends the browser back to. Computed from `publicUrl` alone, never from a request. */
export function redirectTarget(config: Config, connector: string, displayName: string): RedirectTarget {
  const shared = config.oauthReturn === 'shared' && config.sharedReturnFor.includes(`${connector}/${displayName}`)
  if (shared) return { uri: config.sharedReturnUrl ?? config.publicUrl + SHARED_PATH, contextId: SHARED_PATH }
  const path = returnPath(connector, displayName)
  return { uri: config.publicUrl + path, contextId: path }
}

/** The context id of a callback: the path it came back to. An empty slug is the shared path. */
export function contextOf(connector: string, slug: string): string {
  return slug === '' ? SHARED_PATH : contextPath(connector, slug)
}
