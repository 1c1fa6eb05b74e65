/** What `flow add` and `flow import` wrote into the project. */
export interface AddedArtifact {
  kind: 'connection' | 'oauth' | 'action'
  name: string
  /** OAuth configs have none. */
  version?: string
  /** Inside the project. */
  folder: string
  /** What is left to do. */
  warnings: string[]
}

const WORDS = { connection: 'Connection', oauth: 'OAuth', action: 'Action' } as const

/** The line that the original prints. */
export function addedLine({ kind, name, version, folder }: Omit<AddedArtifact, 'warnings'>): string {
  return `${[WORDS[kind], name, version].filter(Boolean).join(' ')} created successfully in ${folder}`
}
