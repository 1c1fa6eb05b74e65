import type { Repositories } from '#store/types.ts'

/** Ends every API key of a person. */
export async function revokeKeys(
  { apiKeys }: Pick<Repositories, 'apiKeys'>,
  userId: string,
  at: number,
): Promise<void> {
  for (const key of await apiKeys.list(userId)) await apiKeys.revoke(key.id, at)
}
