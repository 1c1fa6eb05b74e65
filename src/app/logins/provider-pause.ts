import type { AppContext } from '../context.ts'

const pauses = new WeakMap<AppContext, Map<string, number>>()

/** The host of this provider lets no renewal through for so long, so nobody need try. */
export function notePause(context: AppContext, providerId: string, seconds: number): void {
  const all = pauses.get(context) ?? new Map<string, number>()
  pauses.set(context, all)
  // Whoever heard first knows it best: later ones hear of less than a second as a whole one.
  if (pauseOf(context, providerId) > 0) return
  all.set(providerId, context.clock.now() + seconds * 1000)
}

/** Ms until a renewal at this provider is worth a try; 0 when it is now. */
export function pauseOf(context: AppContext, providerId: string): number {
  return Math.max(0, (pauses.get(context)?.get(providerId) ?? 0) - context.clock.now())
}
