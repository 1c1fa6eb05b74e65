import Type from 'typebox'
import { Time } from './parts.ts'

/** What a line of the record is about. */
export const ActivityKind = Type.Union([
  Type.Literal('accounts'),
  Type.Literal('credentials'),
  Type.Literal('sign-ins'),
  Type.Literal('keys'),
  Type.Literal('providers'),
  Type.Literal('hosts'),
  Type.Literal('windows'),
  Type.Literal('webhooks'),
])
export type ActivityKind = Type.Static<typeof ActivityKind>

/** `GET /api/page/activity?cursor=&kind=&about=`: the record of who did what, the newest first. Holds no value. */
export const ActivityPage = Type.Object({
  items: Type.Array(
    Type.Object({
      at: Time,
      /** `credential-released`, `connection-updated`, `account-shared` … */
      action: Type.String(),
      /** Who: the name of an API key, or `you`; empty: the server by itself. */
      actor: Type.String(),
      /** Id of what it was done to, or a host. */
      object: Type.String(),
      /** What that is called today; absent when it is gone or not this user's own. */
      label: Type.Optional(Type.String()),
      outcome: Type.String(),
      /** For whom, or what of: ids, services and types only. */
      reason: Type.String(),
      /** So many times within a second. */
      count: Type.Integer(),
      /** Where the request came from that caused it; empty for what the server did by itself, or before that was noted. */
      address: Type.String(),
    }),
  ),
  next: Type.Union([Type.String(), Type.Null()]),
})
export type ActivityPage = Type.Static<typeof ActivityPage>

/** `POST /api/page/activity/check`: whether the record still is as it was written. */
export const ActivityCheck = Type.Object({
  rows: Type.Integer(),
  /** One sentence each. */
  faults: Type.Array(Type.String()),
})
export type ActivityCheck = Type.Static<typeof ActivityCheck>
