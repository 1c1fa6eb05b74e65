import { isObject, type JsonObject, own } from '#shared/json.ts'
import type { AccountRow, HotAccount } from '#store/types.ts'
import { openAccountValue } from '../account-value.ts'
import type { AppContext } from '../context.ts'
import { requireAccount } from '../require-account.ts'

/** A saved login with the inputs that were typed for it. */
export interface Login {
  row: AccountRow
  inputs: JsonObject
}

/** The owner's login of this id. Throws `not_found` and `unreadable`. */
export async function requireLogin(context: AppContext, id: string): Promise<Login> {
  const row = await requireAccount(context, id)
  return { row, inputs: loginInputs(context, row) }
}

/** The inputs of a login. Throws `unreadable`. */
export function loginInputs(context: AppContext, row: HotAccount): JsonObject {
  const value = openAccountValue(context, row)
  const inputs = isObject(value) ? own(value, 'inputs') : undefined
  return isObject(inputs) ? inputs : {}
}
