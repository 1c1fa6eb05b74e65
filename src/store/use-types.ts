export interface UseRow {
  workspaceId: string
  /** What uses it, by the embedding application's own id: a workflow, for example. */
  consumer: string
  /** The account whose id stands in the consumer's input. */
  pickedId: string
  /** The account it gets: another one after a Switch. */
  accountId: string
  title: string
  /** Whose workflow it is, as the application said. */
  ownerId: string | null
  updatedAt: number
}

export interface Uses {
  /**
   * What this consumer uses from now on, all of it: what is not among `pickedIds` is forgotten, and what was switched
   * stays so. Throws `not_found` when one of the accounts is gone.
   */
  declare(
    use: Pick<UseRow, 'workspaceId' | 'consumer' | 'title' | 'ownerId'>,
    pickedIds: readonly string[],
  ): Promise<UseRow[]>
  ofConsumer(workspaceId: string, consumer: string): Promise<UseRow[]>
  /** By title; at most `limit`. */
  ofAccount(accountId: string, limit: number): Promise<UseRow[]>
  count(accountId: string): Promise<number>
  /** Those of these accounts that are used, and how often. */
  counts(accountIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Gives the number of uses that moved. */
  switch(fromAccountId: string, toAccountId: string): Promise<number>
}
