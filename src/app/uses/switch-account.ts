import type { TestResult } from '#shared/contract/accounts.ts'
import type { SwitchResult } from '#shared/contract/uses.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { RUN_FAILURES, type RunFailureCode } from '#shared/errors/run-failures.ts'
import type { AppContext } from '../context.ts'
import { describeAccount } from '../describe-account.ts'
import { requireAccount, requireUsable } from '../require-account.ts'

interface Switch {
  id: string
  to: string
  locale: string
}

/** A login is refused by its own words alone. */
function codeOf({ code }: TestResult): RunFailureCode {
  return RUN_FAILURES.find(known => known === code) ?? 'validation_failed'
}

type TestAccount = (id: string, locale: string) => Promise<TestResult>

/**
 * Gives every use of one account another one of the same service, also of another type, after that one was tested; all of
 * them, or none (flow-format.md §12.5). Nothing secret moves: only what the uses point at.
 */
export function makeSwitchAccount(context: AppContext, testAccount: TestAccount) {
  return async ({ id, to, locale }: Switch): Promise<SwitchResult> => {
    const { store, log, events } = context
    const [from, target] = [await requireAccount(context, id), await requireUsable(context, to)]
    if (from.id === target.id || from.service !== target.service) {
      const detail = 'Choose another connection or login of the same service.'
      throw new AppError('invalid_input', { detail, fields: [{ pointer: '/to', code: 'other_service', detail }] })
    }
    const { testable } = await describeAccount(context, target, locale)
    const result = testable ? await testAccount(to, locale) : undefined
    if (result && !result.ok) {
      throw new AppError(codeOf(result), { detail: result.message })
    }
    const switched = await store.transaction(async tx => {
      // It may have been deleted while it was tested.
      if (!(await tx.accounts.get(to)))
        throw new AppError('not_found', { detail: 'The new one was deleted meanwhile.' })
      return tx.uses.switch(id, to)
    })
    log.info('account-switched', { id, service: from.service, count: switched })
    events.emit('accounts')
    return { switched }
  }
}
