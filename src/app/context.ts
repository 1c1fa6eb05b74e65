import type { Config } from '#config/config.ts'
import type { EgressFetch } from '#egress/create-fetch.ts'
import type { Runner } from '#runner/types.ts'
import type { Store } from '#store/types.ts'
import type { Keyring } from '#vault/keyring.ts'
import type { Actor } from './actor.ts'
import type { AllowedHosts } from './allowed-hosts.ts'
import type { AuditLog } from './audit/audit-log.ts'
import type { Callers } from './audit/callers.ts'
import type { Catalogue } from './catalogue.ts'
import type { Uploads } from './deploy/uploads.ts'
import type { EventHub } from './event-hub.ts'
import type { FormService } from './form-service.ts'
import type { Limits } from './limits/limits.ts'
import type { Log } from './log.ts'

/** What every use-case is handed. Only `compose.ts` makes one. */
export interface AppContext {
  readonly config: Config
  readonly store: Store
  readonly keyring: Keyring
  readonly runner: Runner
  readonly catalogue: Catalogue
  readonly forms: FormService
  readonly fetch: EgressFetch
  readonly allowedHosts: AllowedHosts
  /** Wall clock, ms since epoch. What is compared with stored times uses `store.now()` instead. */
  readonly clock: { now(): number }
  /** `count` cryptographically random bytes. */
  readonly random: (count: number) => Uint8Array
  readonly events: EventHub
  readonly log: Log
  readonly audit: AuditLog
  readonly callers: Callers
  readonly limits: Limits
  readonly uploads: Uploads
  /** Whose entries these use-cases see. */
  readonly owner: Actor
}
