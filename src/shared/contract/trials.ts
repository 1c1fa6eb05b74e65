import Type from 'typebox'
import { JsonRecord } from './parts.ts'

/** A request and its answer as they may be read aloud: no secret, no token, nothing of the account. */
const TrialExchange = Type.Object({
  /** What it was for: `sign-in`, `token`, `refresh`, `validate`, `revoke`. */
  role: Type.String(),
  method: Type.String(),
  url: Type.String(),
  sent: JsonRecord,
  headers: Type.Record(Type.String(), Type.String()),
  /** Null: no answer came. */
  status: Type.Union([Type.Integer(), Type.Null()]),
  got: Type.Unknown(),
  milliseconds: Type.Integer(),
  problem: Type.Optional(Type.String()),
})

export const TrialStep = Type.Object({
  step: Type.Union([
    Type.Literal('sign-in'),
    Type.Literal('tokens'),
    Type.Literal('refresh'),
    Type.Literal('validate'),
    Type.Literal('revoke'),
  ]),
  outcome: Type.Union([Type.Literal('ok'), Type.Literal('none'), Type.Literal('failed')]),
  detail: Type.String(),
  milliseconds: Type.Integer(),
  exchanges: Type.Array(TrialExchange),
})
export type TrialStep = Type.Static<typeof TrialStep>

/** `GET /api/page/trials/:id`: a whole sign-in at a provider that saves nothing; polled while it runs. */
export const ProviderTrial = Type.Object({
  id: Type.String(),
  displayName: Type.String(),
  status: Type.Union([Type.Literal('running'), Type.Literal('person'), Type.Literal('ended')]),
  /** With `person`: where somebody has to go, and the code to enter there if there is one. */
  go: Type.Optional(Type.Object({ url: Type.String(), code: Type.Optional(Type.String()) })),
  steps: Type.Array(TrialStep),
  /** Why it ended before its first step. */
  error: Type.Optional(Type.String()),
})
export type ProviderTrial = Type.Static<typeof ProviderTrial>

/** `POST /api/page/providers/:id/trial` */
export const StartedTrial = Type.Object({ id: Type.String() })
export type StartedTrial = Type.Static<typeof StartedTrial>
