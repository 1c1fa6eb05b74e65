import type { DataKeyRow } from '#store/instance-types.ts'
import type { Store } from '#store/types.ts'
import type { KeySource } from '#vault/key-source.ts'
import type { OpenKey } from '#vault/keyring.ts'

/** Throws `wrong_key` when one of them was altered, or wrapped by something else. */
export function unwrapAll(source: KeySource, rows: readonly DataKeyRow[]): Promise<OpenKey[]> {
  return Promise.all(
    rows.map(async ({ kid, workspaceId, wrapped, state }) => ({
      kid,
      workspaceId,
      state,
      dek: await source.unwrap({ kid, wrapped }),
    })),
  )
}

export function newKeyRow(store: Store, workspaceId: string) {
  return { workspaceId, alg: 'A256GCM', state: 'active', createdAt: store.now(), uses: 0, retiredAt: null } as const
}
