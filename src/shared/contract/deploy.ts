import Type from 'typebox'

/** `GET /api/v1/about`: what runs there. */
export const ServerAbout = Type.Object({
  version: Type.String(),
  environment: Type.String(),
  publicUrl: Type.String(),
  runnerLevel: Type.String(),
})
export type ServerAbout = Type.Static<typeof ServerAbout>

/** `POST /api/v1/connectors/uploads?name=`: the folder's name, which names the service where package.json does not. */
export const UploadQuery = Type.Object({ name: Type.String({ pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$' }) })

/** A project that lies at the server and counts for nothing yet. */
export const StagedConnector = Type.Object({
  id: Type.String(),
  files: Type.Integer(),
  bytes: Type.Integer(),
  /** After this time it is gone. */
  expiresAt: Type.String(),
})
export type StagedConnector = Type.Static<typeof StagedConnector>

/** `POST /api/v1/connectors/uploads/:id/deploy` */
export const DeployRequest = Type.Object({
  /** Only says what would happen. */
  dryRun: Type.Boolean(),
  /** Deploys although the input or output schema of a version changed. */
  allowSchemaOverwrite: Type.Boolean(),
  /** `replaces` of the dry run: refused with `changed_meanwhile` when something else is deployed by now. */
  replaces: Type.Optional(Type.Union([Type.String(), Type.Null()])),
})
export type DeployRequest = Type.Static<typeof DeployRequest>

/** What a deployment does, or did. */
export const DeployAnswer = Type.Object({
  service: Type.String(),
  version: Type.String(),
  files: Type.Integer(),
  connections: Type.Array(Type.String()),
  oauths: Type.Array(Type.String()),
  actions: Type.Array(Type.String()),
  /** False when exactly this content is deployed already. */
  changed: Type.Boolean(),
  /** SHA-256 (hex) over what is deployed now; null: nothing is. */
  replaces: Type.Union([Type.String(), Type.Null()]),
  /** What it does to the files that are deployed already; empty for a connector that is new. */
  changes: Type.Array(
    Type.Object({
      path: Type.String(),
      change: Type.Union([Type.Literal('added'), Type.Literal('changed'), Type.Literal('removed')]),
    }),
  ),
  /** What would break saved work, and was allowed. */
  schemaChanges: Type.Array(Type.String()),
})
export type DeployAnswer = Type.Static<typeof DeployAnswer>

/** `PUT /api/v1/settings`: a deploymentConfig.json as text. */
export const SettingsUpload = Type.Object({
  text: Type.String({ maxLength: 1_000_000 }),
  fileName: Type.String({ minLength: 1, maxLength: 200 }),
  dryRun: Type.Boolean(),
})
