import type { AttemptRow } from '#store/types.ts'

/** The page of ours that says how an attempt went: where it began, or the end of its window. */
export function attemptPage(publicUrl: string, { id, mode, returnPath }: AttemptRow): string {
  return publicUrl + (mode === 'page' && returnPath ? returnPath : `/oauth/done/${id}`)
}
