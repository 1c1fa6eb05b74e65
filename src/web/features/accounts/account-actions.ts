import type { Account } from '#shared/contract/accounts.ts'

/** The windows about one saved entry, by the name they have in the address: `?share=con_…`. */
export const ENTRY_WINDOWS = ['edit', 'rename', 'use', 'details', 'share', 'switch', 'delete'] as const
type EntryWindow = (typeof ENTRY_WINDOWS)[number]

/** What a row can ask for. */
export interface AccountActions {
  /** `range`: all between the one chosen last and this one. */
  select: (account: Account, on: boolean, range: boolean) => void
  test: (account: Account) => void
  /** Signs in anew. */
  reconnect: (account: Account) => void
  open: (window: EntryWindow, account: Account) => void
}
