import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import type { AccountRow, Lease } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { checkDue, takeUsed, usedEntries } from '../used-entries.ts'
import { checkLogin, type LoginCheck, noteCheck } from './check-login.ts'
import { checkToken, type TokenCheck } from './check-token.ts'
import { eachOf } from './each-of.ts'
import { openTokens } from './grant-tokens.ts'
import { throughGate } from './host-gate.ts'
import { requireProvider } from './open-provider.ts'
import { LEASE_SECONDS } from './renew-input.ts'
import { loginInputs } from './require-login.ts'
import { sendRequest } from './send-request.ts'

const DAY_MS = 86_400_000
/** The service was in trouble, or somebody else renews the login right now. */
const LATER_MS = 3_600_000
const AT_ONCE = 8
/** For each host. */
const LIMITS = { concurrent: 4, perMinute: null, per10Minutes: null }

/**
 * Once a day, as long as somebody uses a login, asks its service whether the token still holds (oauth.md §11.4), so that
 * an access taken away over there shows in the list before a flow fails on it. A login is in use when this process handed
 * it out since the last pass. Servers that share the data are kept apart by the lease of the grant.
 */
export function makeCheckUsed(context: AppContext) {
  const used = usedEntries(context, 'login')
  const notBefore = new Map<string, number>()
  return async (): Promise<void> => {
    await eachOf(takeUsed(used, notBefore, context.store.now()), AT_ONCE, async id => {
      notBefore.set(id, await checkOne(context, id))
    })
  }
}

/** When it is to be looked at again. */
async function checkOne(context: AppContext, id: string): Promise<number> {
  const now = context.store.now()
  try {
    const row = await context.store.accounts.get(id)
    if (!row || row.state === 'needs reconnect') return now + DAY_MS
    const dueAt = checkDue(context, row, DAY_MS)
    if (dueAt > now) return dueAt
    return now + ((await checkWithLease(context, row)) === 'done' ? DAY_MS : LATER_MS)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    context.log.debug('not-checked', { id, code: error.code })
    return now + LATER_MS
  }
}

async function checkWithLease(context: AppContext, row: AccountRow): Promise<'done' | 'later'> {
  const { store, random } = context
  const grant = await store.grants.byLogin(row.id, row.ownerId)
  // What is due is renewed by its own pass first.
  const isRenewed =
    grant && (grant.accessExpiresAt === null || grant.accessExpiresAt - store.now() > LEASE_SECONDS * 1000)
  const lease = isRenewed ? await store.grants.lease(grant.id, makeId('grt', random(16)), LEASE_SECONDS) : null
  if (!lease) return 'later'
  try {
    const looked = await look(context, row, lease)
    if (looked === 'elsewhere') return 'done'
    if (looked.result !== 'refused') return await settle(context, row, looked)
    if (!looked.rejected) return await settle(context, row, { ...looked, ended: false })
  } finally {
    await store.grants.release(lease.grant.id, lease.epoch)
  }
  // A refused token is renewed, which takes a lease of its own.
  return settle(context, row, await checkLogin(context, row))
}

async function settle(context: AppContext, row: AccountRow, checked: LoginCheck): Promise<'done' | 'later'> {
  if (checked.result === 'refused' && checked.passing) return 'later'
  if (checked.result !== 'none') await noteCheck(context, row, checked)
  return 'done'
}

/** `elsewhere`: another server checked it a moment ago. */
async function look(context: AppContext, row: AccountRow, { grant }: Lease): Promise<TokenCheck | 'elsewhere'> {
  const now = await context.store.accounts.get(row.id)
  if (!now || now.lastTestedAt !== row.lastTestedAt) return 'elsewhere'
  const provider = await requireProvider(context, grant.providerId)
  return checkToken(context, provider, {
    tokens: openTokens(context, grant),
    inputs: loginInputs(context, row),
    send: request => {
      // A gate of its own: an address that is always in trouble must not hold up renewals at the same host.
      const host = `${new URL(request.url).host} (checks)`
      return throughGate(context, { host, limits: LIMITS }, () => sendRequest(context, request))
    },
  })
}
