import Type from 'typebox'
import { JsonRecord } from './parts.ts'

/** One connection as a file keeps it. The label names it: there is one of it for each owner. */
export const KeptConnection = Type.Object(
  {
    label: Type.String({ maxLength: 200 }),
    type: Type.String({ maxLength: 200 }),
    /** Absent: the version that is offered. */
    version: Type.Optional(Type.String({ maxLength: 40 })),
    /** Absent: as it is; a new one is private. */
    shared: Type.Optional(Type.Boolean()),
    /** A secret that is absent, or a mark, is kept; `null` clears it. */
    values: JsonRecord,
  },
  { additionalProperties: false },
)
export type KeptConnection = Type.Static<typeof KeptConnection>

/** `POST /api/v1/connections/apply` */
export const ConnectionsToApply = Type.Object(
  { connections: Type.Array(KeptConnection, { maxItems: 500 }), dryRun: Type.Boolean() },
  { additionalProperties: false },
)
export type ConnectionsToApply = Type.Static<typeof ConnectionsToApply>

/** What was done, or would be: names of values, never values. */
export const AppliedConnections = Type.Object({
  lines: Type.Array(
    Type.Object({
      label: Type.String(),
      type: Type.String(),
      version: Type.String(),
      outcome: Type.Union([Type.Literal('created'), Type.Literal('updated'), Type.Literal('unchanged')]),
      /** Names of the values that differ; `sharing` and `version` among them. */
      changes: Type.Array(Type.String()),
      /** Where secrets stand in what was sent, as JSON Pointers into `values`. */
      secrets: Type.Array(Type.String()),
    }),
  ),
})
export type AppliedConnections = Type.Static<typeof AppliedConnections>

/** `GET /api/v1/connections`: one's own. A secret is a mark: `{"$secret":{"set":true}}`. */
export const ExportedConnections = Type.Object({
  connections: Type.Array(KeptConnection),
  /** What cannot be written down, and why. */
  left: Type.Array(Type.Object({ label: Type.String(), detail: Type.String() })),
})
export type ExportedConnections = Type.Static<typeof ExportedConnections>
