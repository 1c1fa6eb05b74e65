import type { BrokenArtifact, Icon } from '#shared/contract/connectors.ts'
import type { JsonObject } from '#shared/json.ts'

export type { BrokenArtifact, Icon }

/** The kinds of flow-format.md §2.2 `auth_type`, in the order the Connector Type list shows them. */
export type AuthType = 'none' | 'basic' | 'token' | 'app_key' | 'one_way_ssl' | 'two_way_ssl' | 'custom'

/** Something worth telling an author about a file that can be used all the same. Line and column count from 1. */
export interface ArtifactWarning {
  code: string
  message: string
  line: number
  column: number
}

/** One published or hidden version of a connection type: one `connection.json` with its `index.js`. */
export interface ConnectionArtifact {
  /** `<service>-<name>`. */
  name: string
  /** `v1`, `v2` … */
  version: string
  /** Stable id; made from name and version where the file has none. */
  uid: string
  /** Absolute path of the folder that holds `index.js`. */
  folder: string
  /** Absolute path of the connection.json. */
  file: string
  /** The same path, from the root the connector was found under. */
  relativeFile: string
  /** The text of the file, as read. */
  source: string
  /** The whole file. */
  document: JsonObject
  /** JSON Pointer of the form schema inside `document`: `/input`, or empty for a bare schema. */
  inputPointer: string
  /** The schema of the form. */
  input: JsonObject
  /** The schema of what `connect` gives; null where the file names none. */
  output: JsonObject | null
  /** Literal text or `service:key`, as written. */
  label: string
  /** Name of the icon in `ConnectorFolder.icons`. */
  icon: string
  tags: string[]
  usage: { text: string; link?: string } | null
  /** False: hidden from lists, still usable by what was saved with it. */
  published: boolean
  /** True for the one version that is offered for new connections. */
  latest: boolean
  /** `gold`, or the text of a small badge. */
  phase: string
  authType: AuthType
  warnings: ArtifactWarning[]
}

/** The pages that a config.json follows, and what they do not show. */
export interface OAuthDocumentation {
  pages: string[]
  /** The day they were read, `2026-03-02`; null: nobody has read them. */
  read: string | null
  /** Fields of the config that stand on no page that was read: `oauth2_token_url`, `oauth2_ext.revoke`. */
  unverified: string[]
}

/** One `config.json`. What its fields mean is the OAuth engine's matter. */
export interface OAuthArtifact {
  /** Top key of the load file. */
  name: string
  folder: string
  file: string
  relativeFile: string
  source: string
  document: JsonObject
  title: string
  category: string
  icon: string
  oauthType: 'OAuth1' | 'OAuth2'
  /** Null: the file says nothing of it. */
  documentation: OAuthDocumentation | null
  published: boolean
  warnings: ArtifactWarning[]
}

/** A property of an action's input that is filled by a saved connection or a login. */
export interface ActionPicker {
  property: string
  title: string
  required: boolean
  kind: 'connection' | 'oauth'
  /** Resolved name of the connection type or the OAuth config. */
  target: string
}

export interface ActionArtifact {
  name: string
  version: string
  label: string
  file: string
  relativeFile: string
  icon: string
  pickers: ActionPicker[]
}

/** One connector project folder and everything found in it that can be used. */
export interface ConnectorFolder {
  service: string
  /** Absolute path of the project folder. */
  root: string
  displayName: string
  /** `version` of its package.json. */
  version: string
  /** The connector's own icon. */
  icon: Icon | null
  /** Every icon of `common/css`, by name. */
  icons: Record<string, Icon>
  /** Texts by language, then by key: `locales.de['basic_label']`. */
  locales: Record<string, Record<string, string>>
  connections: ConnectionArtifact[]
  oauths: OAuthArtifact[]
  actions: ActionArtifact[]
  /** SHA-256 (hex) of every file's path and content: changes when anything in the folder does. */
  folderHash: string
  /** The same for what may decide what the code exports. */
  codeHash: string
}

export interface Discovery {
  connectors: ConnectorFolder[]
  broken: BrokenArtifact[]
}
