/** Whom a request acts for. */
export interface Actor {
  workspaceId: string
  userId: string
  /** Services, connection types or OAuth configs this actor is kept to; absent: all. */
  only?: readonly string[]
}
