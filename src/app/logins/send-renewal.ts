import type { OAuthRequest, RawAnswer } from '#oauth/oauth-request.ts'
import { OAUTH2_DEFAULTS } from '#oauth/oauth2-defaults.ts'
import type { TokenFailure } from '#oauth/token-set.ts'
import type { ProviderConfig } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { Lease } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { throughGate } from './host-gate.ts'
import { LEASE_SECONDS } from './renew-input.ts'
import { sendRequest } from './send-request.ts'

/** Long enough for its turn at the host and for the whole request. */
const SENDING_MS = 30_000

/**
 * Looked at again just before the old token leaves: whoever stood still since the lease, or waited long for the addresses
 * of the server, may have lost it, and a token that somebody else used meanwhile must not come a second time.
 */
export async function isStillHeld({ store }: AppContext, { grant, epoch }: Lease): Promise<boolean> {
  if ((grant.leaseUntil ?? 0) - store.now() > SENDING_MS) return true
  return store.grants.extend(grant.id, epoch, LEASE_SECONDS)
}

export type Sent = { raw: RawAnswer } | { failure: TokenFailure }

/**
 * A request that may have arrived and was not answered is sent a second time at once: servers with a grace period
 * answer it, and the others say clearly that the token is used (oauth.md §11.3, unknown outcome).
 */
export async function sendTwice(
  context: AppContext,
  { config, make }: { config: ProviderConfig; make: () => OAuthRequest | null },
  lease: Lease,
): Promise<Sent | undefined> {
  const request = make()
  if (!request) return undefined
  const first = await sendOnce(context, config, request)
  if ('raw' in first || first.failure.class !== 'unknown') return first
  if (!(await context.store.grants.extend(lease.grant.id, lease.epoch, LEASE_SECONDS))) return first
  // Made anew: what a request says of its moment is taken only once.
  return sendOnce(context, config, make() ?? request)
}

/** One request through the gate of its host. What goes wrong is a failure with its class, not thrown. */
export async function sendOnce(context: AppContext, config: ProviderConfig, request: OAuthRequest): Promise<Sent> {
  const limits = config.protocol === 'oauth2' ? config.limits : OAUTH2_DEFAULTS.limits
  const { host } = new URL(request.url)
  try {
    return { raw: await throughGate(context, { host, limits }, () => sendRequest(context, request)) }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'temporarily_unavailable') throw error
    const sent = error.meta['sent'] === true
    const cause = String(error.meta['cause'] ?? 'no_answer')
    const { detail: description, retryAfter } = error
    const wait = retryAfter === undefined || sent ? {} : { retryAfter }
    return { failure: { class: sent ? 'unknown' : 'transient', error: cause, description, own: true, ...wait } }
  }
}
