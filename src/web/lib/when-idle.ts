/** Longest wait for a page that is never idle, in milliseconds. */
const LATEST = 3_000

/** Does `work` once nothing else is to be done; undone by calling what it gives. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, LATEST)
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(work, { timeout: LATEST })
  return () => cancelIdleCallback(idle)
}
