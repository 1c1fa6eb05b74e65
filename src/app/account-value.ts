import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import type { AccountRow } from '#store/types.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { AppContext } from './context.ts'

/** What the sealed column of a connection holds: the form's values, and what `connect` made of them. */
export interface ConnectionValue {
  input: JsonObject
  handle: Json
}

type SealedRow = Pick<AccountRow, 'id' | 'workspaceId' | 'value' | 'valueVersion'>
type RowPlace = Omit<SealedRow, 'value'>

/** Seals the value of an account for exactly this row and version. */
export function sealAccountValue(context: Pick<AppContext, 'keyring'>, row: RowPlace, value: Json): Uint8Array {
  return sealJson(context.keyring, value, placeOf(row))
}

/** Stands in the place of a value that was given up because its key was lost (`keys reset`). */
export const FORGOTTEN = null

export const FORGOTTEN_WORDS = 'What was entered here was given up with a lost key. Enter it again.'

/** The value of any account. Throws `unreadable`. */
export function openAccountValue(context: Pick<AppContext, 'keyring'>, row: SealedRow): Json {
  if (row.value.length === 0) return FORGOTTEN
  return openJson(context.keyring, row.value, placeOf(row))
}

/** The value of a connection. Throws `unreadable`. */
export function openConnectionValue(context: AppContext, row: SealedRow): ConnectionValue {
  return asConnectionValue(openAccountValue(context, row))
}

/** Throws `unreadable`. */
export function asConnectionValue(value: Json): ConnectionValue {
  if (value === FORGOTTEN) throw new AppError('unreadable', { detail: FORGOTTEN_WORDS })
  const input = isObject(value) ? own(value, 'input') : undefined
  const handle = isObject(value) ? own(value, 'handle') : undefined
  if (isObject(input) && handle !== undefined) return { input, handle }
  throw new AppError('unreadable', { detail: 'The stored value of this connection is not a connection.' })
}

/** The same for whoever enters everything again anyway; undefined when it cannot be read. */
export function tryConnectionValue(context: AppContext, row: SealedRow): ConnectionValue | undefined {
  try {
    return openConnectionValue(context, row)
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable') return undefined
    throw error
  }
}

function placeOf(row: RowPlace) {
  return { workspace: row.workspaceId, table: 'accounts', row: row.id, column: 'value', version: row.valueVersion }
}
