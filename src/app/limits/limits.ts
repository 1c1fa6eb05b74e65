/** How often somebody may ask (security.md §5.4); all nodes of an instance count together. */
export interface Limits {
  /** Calls of one kind by key. What it gives throws `rate_limited` beyond `most` in a minute. */
  aMinute(kind: string, most: number): (key: string) => Promise<void>
  /** Counts a read of this key. Throws `rate_limited`. Synchronous: it stands before every credential read. */
  countRead(key: { keyId: string; readsPerSecond: number | null }): void
}
