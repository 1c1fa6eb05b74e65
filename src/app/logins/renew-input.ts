import type { HotAccount } from '#store/types.ts'
import type { OpenedProvider } from './open-provider.ts'

/** Longer than a whole request may take, so that a lease never ends under a request that is still running. */
export const LEASE_SECONDS = 45

/** How fresh somebody needs the tokens of a login. */
export interface Freshness {
  /** Seconds the token must still live. */
  minTtl: number
  /** The version an API just refused: renewed only while it is still the stored one. */
  rejectedVersion?: number
}

/** One grant to be renewed, and for what. */
export interface RenewInput {
  login: HotAccount
  grantId: string
  provider: OpenedProvider
  want: Freshness
}
