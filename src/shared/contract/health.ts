import Type from 'typebox'
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
  /** The first renewal that comes, and the first try after a failure. */
  nextRenewalAt: Type.Optional(Time),
  nextTryAt: Type.Optional(Time),
})
export type ProviderHealth = Type.Static<typeof ProviderHealth>

/** `GET /api/page/health`: how this instance stands now. */
export const Health = Type.Object({
  at: Time,
  version: Type.String(),
  node: Type.String(),
  environment: Type.String(),
  publicUrl: Type.String(),
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
  providers: Type.Array(ProviderHealth),
  /** Hosts that failed last: after several failures in a row no renewal is sent to one for a while. */
  hosts: Type.Array(Type.Object({ host: Type.String(), failures: Type.Integer(), pausedUntil: Type.Optional(Time) })),
  memoryBytes: Type.Integer(),
  credentialReads: Type.Integer(),
  refusedReads: Type.Integer(),
})
export type Health = Type.Static<typeof Health>
