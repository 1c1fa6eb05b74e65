import { secretPlaces } from '#schema/secret-places.ts'
import type { CompiledForm } from '#schema/types.ts'
import { isSecretMark, valueAt } from '#schema/value-places.ts'
import type { AppliedConnections, KeptConnection } from '#shared/contract/connection-file.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import type { AccountRow } from '#store/types.ts'
import { type ConnectionValue, tryConnectionValue } from '../account-value.ts'
import type { FoundConnection } from '../catalogue.ts'
import { changedNames } from '../changed-meanwhile.ts'
import { checkLabel } from '../check-label.ts'
import type { AppContext } from '../context.ts'
import { findType, formOf } from '../find-type.ts'
import { prepareValues } from '../prepare-values.ts'

/** What applying one entry of a file comes to. Nothing of it has happened. */
export interface PlannedConnection {
  line: AppliedConnections['lines'][number]
  index: number
  found: FoundConnection
  form: CompiledForm
  values: JsonObject
  /** What stands under this label. */
  row: AccountRow | undefined
  stored: ConnectionValue | undefined
  shared: boolean
}

/** Judges one entry against what its owner has. Throws what is wrong with it. */
export function planConnection(
  context: AppContext,
  { entry, index, row }: { entry: KeptConnection; index: number; row: AccountRow | undefined },
): PlannedConnection {
  const label = checkLabel(entry.label)
  const found = findType(context, entry.type, { version: entry.version })
  if (row) refuseOtherKind(row, found)
  const { name: type, version } = found.artifact
  const form = formOf(context, found, 'en')
  const stored = row && tryConnectionValue(context, row)
  const submitted = entry.values as JsonObject
  const values = prepareValues(context, { form, submitted, stored: stored?.input ?? {} })
  const shared = entry.shared ?? (row ? row.sharedAt !== null : false)
  const changes = [
    ...(row && row.version !== version ? ['version'] : []),
    ...(shared === (row ? row.sharedAt !== null : false) ? [] : ['sharing']),
    ...(row ? changedNames(stored?.input ?? {}, values) : []),
  ]
  const outcome = !row ? 'created' : changes.length > 0 ? 'updated' : 'unchanged'
  const secrets = secretPlaces(form, submitted)
    .filter(({ path }) => isText(submitted, path))
    .map(({ path }) => toPointer(path))
  return { line: { label, type, version, outcome, changes, secrets }, index, found, form, values, row, stored, shared }
}

function isText(values: JsonObject, path: string[]): boolean {
  const value = valueAt(values, path)
  return value !== undefined && value !== null && value !== '' && !isSecretMark(value)
}

/** A label is for ever that of one type: workflows that use it would get something else. */
function refuseOtherKind(row: AccountRow, { connector, artifact }: FoundConnection): void {
  if (row.kind === 'connection' && row.type === artifact.name && row.service === connector.service) return
  const what = row.kind === 'login' ? 'a login' : `a connection of the type ${row.type}`
  const detail = `This label is that of ${what}. Choose another one.`
  throw new AppError('label_taken', { detail, fields: [{ pointer: '/label', code: 'label_taken', detail }] })
}
