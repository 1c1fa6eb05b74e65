import { AppError } from '#shared/errors/app-error.ts'
import type { AccountRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { noteState } from '../webhooks/note-state.ts'
import { checkToken, type TokenCheck } from './check-token.ts'
import { freshTokens, MIN_TTL_SECONDS } from './fresh-tokens.ts'
import { requireProvider } from './open-provider.ts'
import { loginInputs } from './require-login.ts'

export type LoginCheck =
  | { result: 'ok' }
  | { result: 'none' }
  /** `ended`: only a new sign-in helps. `passing`: nothing is known of the login, the service is in trouble. */
  | { result: 'refused'; words: string; ended: boolean; passing: boolean }

/** Failures that are the result of a check, not a failure to check (house.md §4.6). */
const ANSWERS: ReadonlySet<string> = new Set([
  'needs_reconnect',
  'temporarily_unavailable',
  'token_refused',
  'invalid_input',
])

/** Fresh tokens, then the validate request; a refused token is renewed once (oauth.md 6750-2). */
export async function checkLogin(context: AppContext, row: AccountRow): Promise<LoginCheck> {
  try {
    const first = await run(context, row, undefined)
    const again = first.check.result === 'refused' && first.check.rejected
    const { check } = again ? await run(context, row, first.credVersion) : first
    if (check.result !== 'refused') return { result: check.result }
    return { result: 'refused', words: check.words, ended: false, passing: check.passing }
  } catch (error) {
    if (!(error instanceof AppError) || !ANSWERS.has(error.code)) throw error
    const { code, detail } = error
    const passing = code === 'temporarily_unavailable'
    return { result: 'refused', words: detail, ended: code === 'needs_reconnect', passing }
  }
}

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

/** Writes into the list what a check said. Null: the login is gone. */
export async function noteCheck(
  context: AppContext,
  { id }: Pick<AccountRow, 'id'>,
  checked: Exclude<LoginCheck, { result: 'none' }>,
): Promise<{ message: string; row: AccountRow | null }> {
  const { store, events } = context
  const ok = checked.result === 'ok'
  const message = ok ? 'Connection validated successfully' : `Connection could not be validated: ${checked.words}`
  const state = ok ? 'ok' : checked.ended ? 'needs reconnect' : 'failing'
  const result = { state, message: ok ? null : message, at: store.now() } as const
  const row = await store.transaction(tx => noteState(context, tx, id, { result, cause: 'refused' }))
  events.emit('accounts')
  return { message, row }
}
