/** Whom a request acts for. */
export interface Actor {
  workspaceId: string
  userId: string
  /** The API key that the request came with: it stands in the record of who did what. */
  keyId?: string
  /** May do what concerns everybody: providers, hosts, keys, people. */
  admin?: boolean
  /** Services, connection types or OAuth configs this actor is kept to; absent: all. */
  only?: readonly string[]
}
