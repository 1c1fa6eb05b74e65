import { AppError } from '#shared/errors/app-error.ts'
import type { AccountRow } from '#store/types.ts'
import type { FoundConnection } from './catalogue.ts'
import type { AppContext } from './context.ts'

/**
 * `made`: the version the connection was saved with, which reads and tests it. `edit`: the version its editing goes on
 * with, which is the one offered now, or the same one while none is offered (flow-format.md §1, §2.2).
 */
type Purpose = 'made' | 'edit'

type SavedRow = Pick<AccountRow, 'type' | 'version' | 'service'>

/**
 * The installed type of a saved connection; undefined when it is gone. A type of the same name in another connector is
 * another type: its code must not see what was typed for this one.
 */
export function savedType({ catalogue }: AppContext, row: SavedRow, purpose: Purpose): FoundConnection | undefined {
  const ofRow = (found: FoundConnection | undefined) => (found?.connector.service === row.service ? found : undefined)
  const offered = purpose === 'edit' ? ofRow(catalogue.findConnection(row.type)) : undefined
  return offered ?? ofRow(catalogue.findConnection(row.type, row.version))
}

/** The same. Throws `connector_unavailable`. */
export function requireSavedType(context: AppContext, row: SavedRow, purpose: Purpose): FoundConnection {
  const found = savedType(context, row, purpose)
  if (found) return found
  throw new AppError('connector_unavailable', {
    detail: `The connection type ${row.type} ${row.version} of ${row.service} is not installed any more. Install its connector again.`,
  })
}
