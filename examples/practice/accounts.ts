/** Somebody who can sign in at the practice provider. Everybody has the same password, which the page shows. */
export interface PracticeAccount {
  id: string
  name: string
  role: string
}

export const PASSWORD = 'let-me-in'

export const ACCOUNTS: readonly PracticeAccount[] = [
  { id: 'planner', name: 'Petra Planner', role: 'plans what is built next' },
  { id: 'engineer', name: 'Emil Engineer', role: 'draws the parts' },
  { id: 'buyer', name: 'Bea Buyer', role: 'orders the parts' },
]

export function findAccount(id: string): PracticeAccount | undefined {
  return ACCOUNTS.find(account => account.id === id)
}
