import type { TestResult } from '#shared/contract/accounts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { describeAccount } from '../describe-account.ts'
import { checkToken, type TokenCheck } from './check-token.ts'
import { freshTokens, MIN_TTL_SECONDS } from './fresh-tokens.ts'
import { requireProvider } from './open-provider.ts'
import { loginInputs } from './require-login.ts'

/** TEST of a login: fresh tokens, then the validate request; a refused token is renewed once (oauth.md 6750-2). */
export function makeTestLogin(context: AppContext) {
  return async (row: AccountRow, locale: string): Promise<TestResult> => {
    const { store, clock, events } = context
    const started = clock.now()
    const checked = await check(context, row)
    const milliseconds = Math.max(0, Math.round(clock.now() - started))
    if (checked.result === 'none') return { ok: false, message: 'This login has no check.', milliseconds }
    const ok = checked.result === 'ok'
    const words = checked.result === 'refused' ? checked.words : ''
    const message = ok ? 'Connection validated successfully' : `Connection could not be validated: ${words}`
    const state = ok ? 'ok' : checked.result === 'refused' && checked.ended ? 'needs reconnect' : 'failing'
    const noted = await store.accounts.recordTest(row.id, { state, message: ok ? null : message, at: store.now() })
    events.emit('accounts')
    const account = noted ? { account: await describeAccount(context, noted, locale) } : {}
    return { ok, message, milliseconds, ...account }
  }
}

type Checked =
  | { result: 'ok' }
  | { result: 'none' }
  /** `ended`: only a new sign-in helps. */
  | { result: 'refused'; words: string; ended: boolean }

async function check(context: AppContext, row: AccountRow): Promise<Checked> {
  try {
    const first = await run(context, row, undefined)
    const { result } = first.check
    const again = result === 'refused' && first.check.rejected
    const last = again ? await run(context, row, first.credVersion) : first
    if (last.check.result !== 'refused') return { result: last.check.result }
    return { result: 'refused', words: last.check.words, ended: false }
  } catch (error) {
    if (!(error instanceof AppError) || !ANSWERS.has(error.code)) throw error
    return { result: 'refused', words: error.detail, ended: error.code === 'needs_reconnect' }
  }
}

/** Failures that are the result of a test, not a failure to test (house.md §4.6). */
const ANSWERS: ReadonlySet<string> = new Set([
  'needs_reconnect',
  'temporarily_unavailable',
  'token_refused',
  'invalid_input',
])

async function run(
  context: AppContext,
  row: AccountRow,
  rejectedVersion: number | undefined,
): Promise<{ check: TokenCheck; credVersion: number }> {
  const want = { minTtl: MIN_TTL_SECONDS, ...(rejectedVersion === undefined ? {} : { rejectedVersion }) }
  const { tokens, credVersion } = await freshTokens(context, row, want)
  const provider = await requireProvider(context, row.providerId ?? '')
  return { check: await checkToken(context, provider, { tokens, inputs: loginInputs(context, row) }), credVersion }
}
