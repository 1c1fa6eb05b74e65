import type { ExportedConnections, KeptConnection } from '#shared/contract/connection-file.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { makeGetConnection } from '../get-connection.ts'
import { ownAccounts } from './own-accounts.ts'

/** The connections of whoever acts, as a file keeps them; secrets are marks. Logins are no part of it. */
export function makeExportConnections(context: AppContext) {
  const getConnection = makeGetConnection(context)
  const keep = async ({ id, label, type, version, sharedAt }: AccountRow): Promise<KeptConnection> => {
    const { account, values } = await getConnection(id, 'en')
    const shared = sharedAt === null ? {} : { shared: true }
    return { label, type, version: account.formVersion ?? version, ...shared, values }
  }
  return async (): Promise<ExportedConnections> => {
    const own = await ownAccounts(context)
    const rows = [...own.values()].filter(({ kind }) => kind === 'connection')
    const exported: ExportedConnections = { connections: [], left: [] }
    for (const row of rows.toSorted((a, b) => (a.label < b.label ? -1 : 1))) {
      try {
        exported.connections.push(await keep(row))
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        exported.left.push({ label: row.label, detail: error.detail })
      }
    }
    return exported
  }
}
