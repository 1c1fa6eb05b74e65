import type { BrokenArtifact, ConnectionArtifact, ConnectorFolder, OAuthArtifact } from '#connectors/types.ts'
import type { Inspection } from '#runner/types.ts'
import type { TextBundles } from '#schema/types.ts'

export interface FoundConnection {
  connector: ConnectorFolder
  artifact: ConnectionArtifact
}

export interface FoundOAuth {
  connector: ConnectorFolder
  artifact: OAuthArtifact
}

/** Every connector on disk, as of the last look. Kept fresh while the program runs. Empty before `ready` has settled. */
export interface Catalogue {
  /** Begins the first look, once, and settles after it. */
  ready(): Promise<void>
  connectors(): readonly ConnectorFolder[]
  broken(): readonly BrokenArtifact[]
  /** Without `version`: the one that is offered. Hidden ones are found by their version. */
  findConnection(name: string, version?: string): FoundConnection | undefined
  findOAuth(name: string): FoundOAuth | undefined
  /** The connector's texts for one language and its fallbacks. */
  texts(connector: ConnectorFolder, locale: string): TextBundles
  /** Which functions the type's `index.js` exports; asked once for each state of the code. */
  inspect(found: FoundConnection): Promise<Inspection>
  /** The same for a list: undefined while so many types are still to be asked that a list cannot wait for them. */
  told(found: FoundConnection): Inspection | Promise<Inspection> | undefined
  /** Looks at the folders now, for example after a deploy. */
  refresh(): Promise<void>
  close(): Promise<void>
}
