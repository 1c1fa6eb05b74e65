import type { AccountIdentity, TokenSet } from '#oauth/token-set.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import { type JsonObject, jsonEqual } from '#shared/json.ts'
import type { AttemptRow, GrantRow, Repositories } from '#store/types.ts'
import { sealAccountValue } from '../account-value.ts'
import type { AppContext } from '../context.ts'
import { noteState } from '../webhooks/note-state.ts'
import { sealAttemptGrant } from './attempt-secrets.ts'
import { failAttempt } from './fail-attempt.ts'
import { grantColumns, openIdentity } from './grant-tokens.ts'
import { newGrant } from './new-grant.ts'
import type { OpenedProvider } from './open-provider.ts'
import { type Login, requireLogin } from './require-login.ts'

/** As long as a new login waits for its name. */
const CHOOSE_WITHIN_MS = 15 * 60_000

export interface Renewal {
  provider: OpenedProvider
  tokens: TokenSet
  account: AccountIdentity
  inputs: JsonObject
  /** The person said that the login is to change its account. */
  switchAccount?: boolean
}

/**
 * Gives a login the tokens of a new sign-in; its id, label and place stay. Signed in with another account than the
 * stored one, nothing is changed and the person is asked (oauth.md §12).
 */
export async function renewLogin(context: AppContext, attempt: AttemptRow, renewal: Renewal): Promise<void> {
  const { store, events, log } = context
  const login = await requireLogin(context, attempt.loginId ?? '').catch(async (error: unknown) => {
    if (!(error instanceof AppError)) throw error
    await failAttempt(context, attempt, error)
    return undefined
  })
  if (!login) return
  const grant = await store.grants.byLogin(login.row.id, login.row.ownerId)
  const before = grant ? storedIdentity(context, grant) : {}
  const { account, tokens } = renewal
  if (!renewal.switchAccount && before.id !== undefined && account.id !== undefined && before.id !== account.id) {
    const kept = sealAttemptGrant(context, attempt, { tokens, account })
    await store.attempts.finish(attempt.id, ['exchanging'], {
      status: 'choose_account',
      grant: kept,
      expiresAt: store.now() + CHOOSE_WITHIN_MS,
    })
    return
  }
  if (!renewal.switchAccount && before.id !== undefined && account.id === undefined && isAsked(renewal)) {
    const detail = `${renewal.provider.config.title} did not say whose account this is, so the login stays as it was. Try again.`
    await failAttempt(context, attempt, new AppError('temporarily_unavailable', { detail }))
    return
  }
  await store.transaction(tx => write(context, tx, { login, attempt, renewal }))
  log.info('login-reconnected', { id: login.row.id })
  events.emit('accounts')
}

/** The config says where an account is named, so an answer without one is no proof of the right one. */
function isAsked({ provider: { config } }: Renewal): boolean {
  return config.account.id !== null
}

/** A grant that cannot be read any more is replaced whoever signs in. */
export function storedIdentity(context: AppContext, grant: GrantRow): AccountIdentity {
  try {
    return openIdentity(context, grant)
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable') return {}
    throw error
  }
}

interface Write {
  login: Login
  attempt: AttemptRow
  renewal: Renewal
}

async function write(context: AppContext, tx: Repositories, { login, attempt, renewal }: Write): Promise<void> {
  const { provider, tokens, account, inputs } = renewal
  const { row } = login
  const done = await tx.attempts.finish(attempt.id, ['exchanging', 'granted', 'choose_account'], {
    status: 'added',
    resultId: row.id,
    secrets: null,
    grant: null,
  })
  if (!done) return
  const grant = await tx.grants.byLogin(row.id, row.ownerId)
  if (grant) {
    const place = { ...grant, credVersion: grant.credVersion + 1 }
    const columns = grantColumns(context, place, { config: provider.config, tokens, account })
    const { configVersion } = provider
    await tx.grants.replace({ id: grant.id, credVersion: grant.credVersion, configVersion, ...columns })
  } else {
    const id = makeId('grt', context.random(16))
    await tx.grants.insert(newGrant(context, { id, login: row, provider, tokens, account }))
  }
  if (!jsonEqual(login.inputs, inputs)) {
    const valueVersion = row.valueVersion + 1
    const value = sealAccountValue(context, { ...row, valueVersion }, { inputs })
    await tx.accounts.update(row.id, row.rowVersion, { value, valueVersion })
  }
  await noteState(context, tx, row.id, { result: { state: 'ok', message: null, at: context.store.now() } })
}
