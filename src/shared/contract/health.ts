import Type from 'typebox'
import { AccountState } from './accounts.ts'
import { Time } from './parts.ts'
import { RunnerHealth } from './runner-health.ts'

/** How logins of one provider go, and whether renewals are let through to its host. */
export const ProviderHealth = Type.Object({
  id: Type.String(),
  displayName: Type.String(),
  connector: Type.String(),
  ok: Type.Integer(),
  failing: Type.Integer(),
  needsReconnect: Type.Integer(),
  /** Why renewals fail, as oauth.md §11.3 classes it. */
  failures: Type.Array(Type.String()),
  /** Since when the first of its failing logins fails; absent while tokens from before still serve. */
  failingSince: Type.Optional(Time),
  /** When tokens came last, by a renewal or a sign-in. */
  lastRenewedAt: Type.Optional(Time),
  /** The first renewal that comes, and the first try after a failure. */
  nextRenewalAt: Type.Optional(Time),
  nextTryAt: Type.Optional(Time),
  /** A host of it failed several times in a row: no renewal is sent there until then. */
  pausedUntil: Type.Optional(Time),
  /** Hosts that a newer config of the connector leads to. The one before serves until somebody approves them. */
  waitingHosts: Type.Array(Type.String()),
})
export type ProviderHealth = Type.Static<typeof ProviderHealth>

/** `GET /api/page/health`: how this instance stands now. */
export const Health = Type.Object({
  at: Time,
  version: Type.String(),
  node: Type.String(),
  environment: Type.String(),
  publicUrl: Type.String(),
  /** What is wrong with that address, as far as this server sees itself: sign-ins would not come back. */
  returnProblem: Type.Optional(Type.String()),
  startedAt: Time,
  runner: RunnerHealth,
  /** False: the data cannot be read now; the rest then holds what needs no data. */
  ready: Type.Boolean(),
  database: Type.Union([Type.Literal('sqlite'), Type.Literal('postgresql')]),
  vault: Type.Object({
    /** What wraps the data keys; never the key. */
    keyFrom: Type.Union([Type.Literal('file'), Type.Literal('transit'), Type.Literal('command')]),
    /** With `file`. */
    keyFile: Type.Optional(Type.String()),
    dataKeys: Type.Integer(),
    newestDataKeyAt: Type.Optional(Time),
  }),
  renewals: Type.Object({
    /** Due now, at most 1,000. */
    due: Type.Integer(),
    /** Seconds between two looks for what is due. */
    everySeconds: Type.Integer(),
  }),
  /** Everybody's entries by state; `since`: since when the first of them is in it. */
  entries: Type.Array(Type.Object({ state: AccountState, count: Type.Integer(), since: Type.Optional(Time) })),
  providers: Type.Array(ProviderHealth),
  /** Hosts that failed last: after several failures in a row no renewal is sent to one for a while. */
  hosts: Type.Array(Type.Object({ host: Type.String(), failures: Type.Integer(), pausedUntil: Type.Optional(Time) })),
  memoryBytes: Type.Integer(),
  credentialReads: Type.Integer(),
  refusedReads: Type.Integer(),
})
export type Health = Type.Static<typeof Health>
