import type { TestResult } from '#shared/contract/accounts.ts'
import type { JsonObject } from '#shared/json.ts'
import { redact } from '#shared/redact.ts'
import type { AccountRow } from '#store/types.ts'
import { openConnectionValue } from './account-value.ts'
import type { AppContext } from './context.ts'
import { describeAccount } from './describe-account.ts'
import { formOf } from './find-type.ts'
import { requireUsable } from './require-account.ts'
import { requireReleased } from './require-released.ts'
import type { ConnectorCall } from './run-connector.ts'
import { requireSavedType } from './saved-type.ts'
import { tryValues } from './test-connection.ts'
import { typedTexts } from './typed-texts.ts'
import { noteState } from './webhooks/note-state.ts'

type TestLogin = (row: AccountRow, locale: string) => Promise<TestResult>

/** Tests a saved connection or login with what is stored, and notes what came out. Throws `suspended`. */
export function makeTestAccount(context: AppContext, testLogin: TestLogin) {
  return async (id: string, locale: string): Promise<TestResult> => {
    const row = await requireUsable(context, id)
    requireReleased(row)
    return row.kind === 'login' ? testLogin(row, locale) : testConnection(context, row, locale)
  }
}

async function testConnection(context: AppContext, row: AccountRow, locale: string): Promise<TestResult> {
  const trial = await trySaved(context, row, { reason: 'test', locale })
  if (!trial) return { ok: false, message: 'This connector has no check.', milliseconds: 0 }
  const noted = await noteTrial(context, row, trial)
  return noted ? { ...trial.result, account: await describeAccount(context, noted, locale) } : trial.result
}

/** What came of a test of a saved connection, and what was tested. */
export interface SavedTrial {
  result: TestResult
  input: JsonObject
}

/** Tests a saved connection with what is stored. Undefined where its connector has no check. */
export async function trySaved(
  context: AppContext,
  row: AccountRow,
  { reason, locale }: Pick<ConnectorCall, 'reason' | 'locale'>,
): Promise<SavedTrial | undefined> {
  const { input } = openConnectionValue(context, row)
  const found = requireSavedType(context, row, 'made')
  const form = formOf(context, found, locale)
  const exported = await context.catalogue.inspect(found)
  if (!exported.validate) return undefined
  return { result: await tryValues(context, { found, form, values: input, reason, locale }), input }
}

/** Shows it in the list, as tested now unless `at` is null. Null when the entry is gone, or holds another value by now. */
export async function noteTrial(
  context: AppContext,
  row: AccountRow,
  { result, input, at = context.store.now() }: SavedTrial & { at?: number | null },
): Promise<AccountRow | null> {
  const { store, events } = context
  // The note stands in the database in clear, so it carries nothing that was typed.
  const shown = {
    state: result.ok ? 'ok' : 'failing',
    message: result.ok ? null : redact(result.message, typedTexts(input)),
    at,
    valueVersion: row.valueVersion,
  } as const
  const noted = await store.transaction(tx => noteState(context, tx, row.id, { result: shown, cause: result.code }))
  events.emit('accounts')
  return noted
}
