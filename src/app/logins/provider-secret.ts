import { AppError } from '#shared/errors/app-error.ts'
import { isObject, own } from '#shared/json.ts'
import type { ProviderRow } from '#store/types.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { AppContext } from '../context.ts'

type SealedRow = Pick<ProviderRow, 'id' | 'workspaceId' | 'rowVersion' | 'hosts' | 'config'>

/**
 * Seals all values of a load-file entry: any of them may be a secret. Bound to the approved hosts and to the config that
 * names them (security.md §2.2), which serves where the connector's own cannot.
 */
export function sealEntry(context: AppContext, row: SealedRow, values: Record<string, string>): Uint8Array {
  return sealJson(context.keyring, values, placeOf(row))
}

/** The values of the load-file entry. Throws `unreadable`, also when hosts or config were edited in the database. */
export function openEntry(context: AppContext, row: SealedRow & Pick<ProviderRow, 'secret'>): Record<string, string> {
  const value = row.secret ? openJson(context.keyring, row.secret, placeOf(row)) : null
  if (!isObject(value) || typeof own(value, 'CLIENT_ID') !== 'string') {
    throw new AppError('unreadable', { detail: 'The client of this provider cannot be read. Load it again.' })
  }
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]))
}

function placeOf({ id, workspaceId, rowVersion, hosts, config }: SealedRow) {
  const bound = { hosts: hostsOfEntry({ hosts, config }) }
  return { workspace: workspaceId, table: 'providers', row: id, column: 'secret', version: rowVersion, ...bound }
}

/** What an entry is bound to beside its place. */
export function hostsOfEntry({ hosts, config }: Pick<ProviderRow, 'hosts' | 'config'>): string {
  return JSON.stringify([hosts, config])
}
