import type { AppContext } from '../context.ts'

const used = new WeakMap<AppContext['store'], Set<string>>()

/** Ids of the logins that were handed out by this process; whoever looks through them takes them out. */
export function usedLogins({ store }: Pick<AppContext, 'store'>): Set<string> {
  const known = used.get(store) ?? new Set<string>()
  used.set(store, known)
  return known
}
