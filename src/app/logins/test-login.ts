import type { TestResult } from '#shared/contract/accounts.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { describeAccount } from '../describe-account.ts'
import { checkLogin, noteCheck } from './check-login.ts'

/** TEST of a login. */
export function makeTestLogin(context: AppContext) {
  return async (row: AccountRow, locale: string): Promise<TestResult> => {
    const started = context.clock.now()
    const checked = await checkLogin(context, row)
    const milliseconds = Math.max(0, Math.round(context.clock.now() - started))
    if (checked.result === 'none') return { ok: false, message: 'This login has no check.', milliseconds }
    const { message, row: noted } = await noteCheck(context, row, checked)
    const account = noted ? { account: await describeAccount(context, noted, locale) } : {}
    return { ok: checked.result === 'ok', message, milliseconds, ...account }
  }
}
