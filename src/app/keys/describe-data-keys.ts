import type { DataKeyRow } from '#store/instance-types.ts'

/** The same text for the same keys in the same states: what a process that serves reports of itself. */
export function describeDataKeys(rows: readonly Pick<DataKeyRow, 'kid' | 'state'>[]): string {
  return rows
    .map(({ kid, state }) => `${Buffer.from(kid).toString('hex')}:${state}`)
    .toSorted()
    .join(' ')
}
