import { AppError } from '#shared/errors/app-error.ts'

interface Window {
  count: number
  endsAt: number
}

const MAX_KEYS = 10_000

/** Counts calls by key in windows of `windowMs`; the returned function throws `rate_limited` beyond `limit`. */
export function makeWindowLimit(windowMs: number, now: () => number = Date.now): (key: string, limit: number) => void {
  const windows = new Map<string, Window>()
  return (key, limit) => {
    const at = now()
    const open = windows.get(key)
    if (open && open.endsAt > at) {
      open.count++
      if (open.count > limit) throw tooMany(open.endsAt - at)
      return
    }
    if (windows.size >= MAX_KEYS) dropEnded(windows, at)
    windows.set(key, { count: 1, endsAt: at + windowMs })
  }
}

/** `waitMs`: until the window ends. */
export function tooMany(waitMs: number): AppError {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000))
  return new AppError('rate_limited', { detail: `Too many requests. Try again in ${retryAfter} s.`, retryAfter })
}

/** Strangers could fill the memory with keys; when even live windows do that, all start over. */
function dropEnded(windows: Map<string, Window>, at: number): void {
  for (const [key, window] of windows) if (window.endsAt <= at) windows.delete(key)
  if (windows.size >= MAX_KEYS) windows.clear()
}
