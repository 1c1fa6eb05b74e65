import { createHmac, hkdfSync } from 'node:crypto'
import type { AccountIdentity } from '#oauth/token-set.ts'
import type { GrantRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'

/**
 * Tells whether two grants of a provider are of the same account, and nobody without the data key which account that is
 * (oauth.md §11.1). Null when the service did not say. Of the stable id, never of an e-mail address (OIDC-2).
 */
export function accountHash(
  { keyring }: Pick<AppContext, 'keyring'>,
  { workspaceId, providerId }: Pick<GrantRow, 'workspaceId' | 'providerId'>,
  { id }: AccountIdentity,
): string | null {
  if (id === undefined) return null
  const { key } = keyring.active(workspaceId)
  const own = new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), 'flow-connections account hash v1', 32))
  return createHmac('sha256', own).update(`${providerId}\n${id}`).digest('hex')
}
