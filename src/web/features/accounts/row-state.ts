import { createContext } from 'react'
import type { AccountActions } from './account-actions.ts'
import type { TestRun } from './use-account-tests.ts'

/** What rows show besides their entries. */
export interface RowState {
  runs: ReadonlyMap<string, TestRun>
  selected: ReadonlySet<string>
  actions: AccountActions
}

/** Reaches the rows that are drawn, past the hundreds of blocks that are not. */
export const RowStateContext = createContext<RowState | undefined>(undefined)
