import { AppError } from '#shared/errors/app-error.ts'

interface Window {
  count: number
  endsAt: number
}

const MAX_KEYS = 10_000

/** Counts calls by key in windows of `windowMs`; the returned function throws `rate_limited` beyond `limit`. */
export function makeRateLimit(limit: number, windowMs: number, now: () => number = Date.now): (key: string) => void {
  const count = makeKeyedLimit(windowMs, now)
  return key => count(key, limit)
}

/** The same where each key has a limit of its own. */
export function makeKeyedLimit(windowMs: number, now: () => number = Date.now): (key: string, limit: number) => void {
  const windows = new Map<string, Window>()
  return (key, limit) => {
    const at = now()
    const open = windows.get(key)
    if (open && open.endsAt > at) {
      open.count++
      if (open.count <= limit) return
      const retryAfter = Math.max(1, Math.ceil((open.endsAt - at) / 1000))
      throw new AppError('rate_limited', { detail: `Too many requests. Try again in ${retryAfter} s.`, retryAfter })
    }
    if (windows.size >= MAX_KEYS) dropEnded(windows, at)
    windows.set(key, { count: 1, endsAt: at + windowMs })
  }
}

/** Strangers could fill the memory with keys; when even live windows do that, all start over. */
function dropEnded(windows: Map<string, Window>, at: number): void {
  for (const [key, window] of windows) if (window.endsAt <= at) windows.delete(key)
  if (windows.size >= MAX_KEYS) windows.clear()
}
