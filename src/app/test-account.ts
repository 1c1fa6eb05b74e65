import type { TestResult } from '#shared/contract/accounts.ts'
import { redact } from '#shared/redact.ts'
import type { AccountRow } from '#store/types.ts'
import { openConnectionValue } from './account-value.ts'
import type { AppContext } from './context.ts'
import { describeAccount } from './describe-account.ts'
import { formOf } from './find-type.ts'
import { requireUsable } from './require-account.ts'
import { requireReleased } from './require-released.ts'
import { requireSavedType } from './saved-type.ts'
import { tryValues } from './test-connection.ts'
import { typedTexts } from './typed-texts.ts'

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
  const { store, events } = context
  const { input } = openConnectionValue(context, row)
  const found = requireSavedType(context, row, 'made')
  const form = formOf(context, found, locale)
  const exported = await context.catalogue.inspect(found)
  if (!exported.validate) return { ok: false, message: 'This connector has no check.', milliseconds: 0 }
  const result = await tryValues(context, { found, form, values: input, reason: 'test', locale })
  // The note stands in the database in clear, so it carries nothing that was typed.
  const noted = await store.accounts.recordTest(row.id, {
    state: result.ok ? 'ok' : 'failing',
    message: result.ok ? null : redact(result.message, typedTexts(input)),
    at: store.now(),
    valueVersion: row.valueVersion,
  })
  events.emit('accounts')
  return noted ? { ...result, account: await describeAccount(context, noted, locale) } : result
}
