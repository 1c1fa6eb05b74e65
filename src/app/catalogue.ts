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

/** Every connector on disk, as of the last look. Kept fresh while the program runs. */
export interface Catalogue {
  connectors(): readonly ConnectorFolder[]
  broken(): readonly BrokenArtifact[]
  /** Without `version`: the one that is offered. Hidden ones are found by their version. */
  findConnection(name: string, version?: string): FoundConnection | undefined
  findOAuth(name: string): FoundOAuth | undefined
  /** The connector's texts for one language and its fallbacks. */
  texts(connector: ConnectorFolder, locale: string): TextBundles
  /** Which functions the type's `index.js` exports; asked once for each state of the code. */
  inspect(found: FoundConnection): Promise<Inspection>
  /** Looks at the folders now, for example after a deploy. */
  refresh(): Promise<void>
  close(): void
}
