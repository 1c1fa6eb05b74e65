/** How often something was called, counted by all nodes together. */
export interface LimitCounts {
  /** Counts one call in the window that is open under this name, or in a new one. Gives its number and the window's end. */
  count(call: { workspaceId: string; name: string; windowMs: number }): Promise<{ count: number; endsAt: number }>
  /** Says what this node used in the last second, and gives what the others did. */
  share(own: NodeUse): Promise<OthersUse[]>
  /** Drops what is over. */
  purge(): Promise<void>
}

interface NodeUse {
  workspaceId: string
  node: string
  used: readonly { name: string; count: number }[]
}

export interface OthersUse {
  name: string
  count: number
  nodes: number
}
