const KEY = 'flow-recent-services'
const KEPT = 3

/** Services that this browser saved a connection of, the last one first. */
export function recentServices(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? stored.filter(name => typeof name === 'string').slice(0, KEPT) : []
  } catch {
    return []
  }
}

export function rememberService(service: string): void {
  const next = [service, ...recentServices().filter(name => name !== service)].slice(0, KEPT)
  try {
    localStorage.setItem(KEY, JSON.stringify(next))
  } catch {
    // Storage may be shut off or full: the list is only shorter then.
  }
}
