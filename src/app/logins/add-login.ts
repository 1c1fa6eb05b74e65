import type { AccountIdentity, TokenSet } from '#oauth/token-set.ts'
import type { Account } from '#shared/contract/accounts.ts'
import type { NewLogin } from '#shared/contract/logins.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AccountRow, AttemptRow } from '#store/types.ts'
import { sealAccountValue } from '../account-value.ts'
import type { PageSession } from '../app.ts'
import { checkLabel, requireFreeLabel } from '../check-label.ts'
import type { AppContext } from '../context.ts'
import { describeAccount } from '../describe-account.ts'
import { requireAccount } from '../require-account.ts'
import { expiredAttempt, usedAttempt } from './attempt-errors.ts'
import { openAttemptGrant, openAttemptSecrets } from './attempt-secrets.ts'
import { checkNewToken } from './check-new-token.ts'
import { requireAttempt } from './get-attempt.ts'
import { judgeInputs } from './input-form.ts'
import { knownLogin } from './known-login.ts'
import { newGrant } from './new-grant.ts'
import { type OpenedProvider, requireProvider } from './open-provider.ts'
import { renewLogin } from './renew-login.ts'

/**
 * ADD: runs the validate request, then saves the login with its first tokens (flow-format.md §12.4). When the service
 * refuses, nothing is saved and ADD may be pressed again. A repeat, also at the same time, gives the same login.
 */
export function makeAddLogin(context: AppContext) {
  const add = makeAdd(context)
  return async (session: PageSession, body: NewLogin): Promise<Account> => {
    const known = await addedLogin(context, session, body)
    if (known !== undefined) return describe(context, known)
    try {
      return await add(session, body)
    } catch (error) {
      const meanwhile = await addedLogin(context, session, body)
      if (meanwhile === undefined) throw error
      return describe(context, meanwhile)
    }
  }
}

/** The id of the login that an attempt has become. */
async function addedLogin(context: AppContext, session: PageSession, body: NewLogin): Promise<string | undefined> {
  const { status, resultId } = await requireAttempt(context, session, body.attemptId)
  return status === 'added' ? (resultId ?? undefined) : undefined
}

function makeAdd(context: AppContext) {
  return async (session: PageSession, body: NewLogin): Promise<Account> => {
    const attempt = await requireAttempt(context, session, body.attemptId)
    const granted = openGranted(context, attempt)
    const provider = await requireProvider(context, attempt.providerId)
    const label = checkLabel(body.label)
    const asked = { submitted: body.inputs as JsonObject, texts: provider.texts('en') }
    const inputs = {
      ...openAttemptSecrets(context, attempt).inputs,
      ...judgeInputs(context, provider.config.after, asked),
    }
    const renewed =
      (await updates(context, attempt, { account: granted.account, loginId: body.loginId })) ??
      (await switchesAccount(context, attempt, label))
    if (!renewed) await requireFreeLabel(context, label)
    const check = await checkNewToken(context, provider, { tokens: granted.tokens, inputs })
    const account = check.result === 'ok' ? { ...granted.account, ...check.account } : granted.account
    const parts = { provider, tokens: granted.tokens, account, inputs }
    if (renewed) {
      await renewLogin(context, { ...attempt, loginId: renewed }, { ...parts, switchAccount: true })
      return describe(context, renewed)
    }
    return save(context, attempt, { ...parts, label, checked: check.result === 'ok' })
  }
}

/** The tokens that wait for a name. Throws `state_expired` or `state_used`. */
function openGranted(context: AppContext, attempt: AttemptRow): { tokens: TokenSet; account: AccountIdentity } {
  const waiting = attempt.status === 'granted' || attempt.status === 'choose_account'
  const kept = waiting ? openAttemptGrant(context, attempt) : null
  if (attempt.status === 'expired' || (waiting && attempt.expiresAt <= context.store.now())) throw expiredAttempt()
  if (!kept || !('tokens' in kept)) throw usedAttempt()
  return kept
}

/** Signed in with another account, and its login is named again: the person wants that login to change accounts. */
async function switchesAccount(context: AppContext, attempt: AttemptRow, label: string): Promise<string | undefined> {
  if (attempt.status !== 'choose_account' || attempt.loginId === null) return undefined
  const login = await requireAccount(context, attempt.loginId)
  return login.label === label ? login.id : undefined
}

/** The person saved this account before, and wants that login to get the new tokens. */
async function updates(
  context: AppContext,
  attempt: AttemptRow,
  { account, loginId }: { account: AccountIdentity; loginId: string | undefined },
): Promise<string | undefined> {
  if (loginId === undefined || attempt.status !== 'granted') return undefined
  const known = await knownLogin(context, attempt, account)
  if (known?.id === loginId) return loginId
  throw new AppError('invalid_input', {
    detail: 'That login is of another account. Add this one as a login of its own.',
  })
}

interface NewLoginParts {
  provider: OpenedProvider
  tokens: TokenSet
  account: AccountIdentity
  inputs: JsonObject
  label: string
  checked: boolean
}

async function save(context: AppContext, attempt: AttemptRow, parts: NewLoginParts): Promise<Account> {
  const { store, owner, random, log, events } = context
  const { provider, tokens, account, inputs, label, checked } = parts
  const now = store.now()
  const place = { id: makeId('log', random(16)), workspaceId: owner.workspaceId, valueVersion: 1 }
  const row: AccountRow = {
    ...place,
    ownerId: owner.userId,
    kind: 'login',
    service: provider.service,
    type: provider.row.connector,
    version: 'v1',
    providerId: provider.row.id,
    label,
    state: checked ? 'ok' : 'not tested',
    stateSince: now,
    message: null,
    lastTestedAt: checked ? now : null,
    value: sealAccountValue(context, place, { inputs }),
    rowVersion: 1,
    sharedAt: null,
    suspendedAt: null,
    retestAt: null,
    createdAt: now,
    updatedAt: now,
  }
  const grant = newGrant(context, { id: makeId('grt', random(16)), login: row, provider, tokens, account })
  await store.transaction(async tx => {
    const done = { status: 'added', resultId: row.id, secrets: null, grant: null } as const
    if (!(await tx.attempts.finish(attempt.id, ['granted', 'choose_account'], done))) throw usedAttempt()
    await tx.accounts.insert(row)
    await tx.grants.insert(grant)
  })
  log.info('login-added', { id: row.id, service: row.service, type: row.type })
  events.emit('accounts')
  return describeAccount(context, row, 'en')
}

async function describe(context: AppContext, id: string): Promise<Account> {
  return describeAccount(context, await requireAccount(context, id), 'en')
}
