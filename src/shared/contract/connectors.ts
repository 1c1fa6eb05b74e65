import Type from 'typebox'

export const Icon = Type.Object({
  /** Colour behind the picture, `#rrggbb`. */
  background: Type.String(),
  /** `data:image/png;base64,…` or `data:image/svg+xml;base64,…`. */
  dataUrl: Type.String(),
})
export type Icon = Type.Static<typeof Icon>

export const ConnectionType = Type.Object({
  /** `<service>-<name>`. */
  name: Type.String(),
  version: Type.String(),
  /** Name of the type in lists, translated. */
  label: Type.String(),
  /** Heading of the open form: the schema's `title`, translated. */
  title: Type.String(),
  authType: Type.String(),
  /** Set when `development_phase` is not `gold`. */
  phase: Type.Optional(Type.String()),
  /** False: saved as "not tested", Test is disabled. */
  hasValidate: Type.Boolean(),
  tags: Type.Array(Type.String()),
})
export type ConnectionType = Type.Static<typeof ConnectionType>

const OfferedProvider = Type.Object({ id: Type.String(), displayName: Type.String() })

export const LoginType = Type.Object({
  /** `name` of the config.json, top key of the load file. */
  name: Type.String(),
  title: Type.String(),
  category: Type.String(),
  oauthType: Type.Union([Type.Literal('OAuth2'), Type.Literal('OAuth1')]),
  /** The pages the config follows; absent where it says nothing of them. */
  documentation: Type.Optional(
    Type.Object({
      pages: Type.Array(Type.String()),
      /** The day they were read; null: not at all. */
      read: Type.Union([Type.String(), Type.Null()]),
      /** Fields that stand on none of them. */
      unverified: Type.Array(Type.String()),
    }),
  ),
  /** Where an application is registered; https, or absent. */
  setupUrl: Type.Optional(Type.String()),
  /** Set when no login can be made although the file is right, for example "not available yet". */
  unavailable: Type.Optional(Type.String()),
  providers: Type.Array(OfferedProvider),
})
export type LoginType = Type.Static<typeof LoginType>

export const Connector = Type.Object({
  /** Short name, unique. */
  service: Type.String(),
  displayName: Type.String(),
  icon: Type.Union([Icon, Type.Null()]),
  /** Ordered as the Connector Type list shows them (flow-format.md §12.3). */
  connectionTypes: Type.Array(ConnectionType),
  loginTypes: Type.Array(LoginType),
})
export type Connector = Type.Static<typeof Connector>

export const BrokenArtifact = Type.Object({
  /** Path inside the connectors folder. */
  file: Type.String(),
  service: Type.String(),
  name: Type.String(),
  line: Type.Integer(),
  column: Type.Integer(),
  code: Type.String(),
  message: Type.String(),
  /** Where code that does not load broke, for its author. */
  stack: Type.Optional(Type.Array(Type.String())),
})
export type BrokenArtifact = Type.Static<typeof BrokenArtifact>

/** `GET /api/page/connectors?locale=` */
export const ConnectorList = Type.Object({ items: Type.Array(Connector), broken: Type.Array(BrokenArtifact) })
export type ConnectorList = Type.Static<typeof ConnectorList>

export const Picker = Type.Object({
  property: Type.String(),
  title: Type.String(),
  required: Type.Boolean(),
  kind: Type.Union([Type.Literal('connection'), Type.Literal('oauth')]),
  /** Resolved name of the connection type or OAuth config. */
  target: Type.String(),
  service: Type.String(),
})
export type Picker = Type.Static<typeof Picker>

export const Action = Type.Object({
  name: Type.String(),
  label: Type.String(),
  service: Type.String(),
  icon: Type.Union([Icon, Type.Null()]),
  pickers: Type.Array(Picker),
})
export type Action = Type.Static<typeof Action>

/** `GET /api/page/actions?locale=` */
export const ActionList = Type.Object({ items: Type.Array(Action), broken: Type.Array(BrokenArtifact) })
export type ActionList = Type.Static<typeof ActionList>
