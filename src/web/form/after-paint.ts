/** Longer than any frame: a page that nobody sees draws none. */
const UNSEEN_MS = 100

export interface AfterPaint {
  ask(): void
  /** Does what was asked for at once; nothing when nothing was. */
  now(): void
  cancel(): void
}

/** Does `work` once after the next frame, however often it is asked for until then, so that no frame waits for it. */
export function makeAfterPaint(work: () => void): AfterPaint {
  let timer: ReturnType<typeof setTimeout> | undefined
  let frame = 0
  const cancel = () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    timer = undefined
  }
  const now = () => {
    if (timer === undefined) return
    cancel()
    work()
  }
  return {
    now,
    cancel,
    ask() {
      // Where there are no frames, nothing is shown and nobody types: our server draws forms too.
      if (timer !== undefined || typeof requestAnimationFrame === 'undefined') return
      timer = setTimeout(now, UNSEEN_MS)
      frame = requestAnimationFrame(() => {
        clearTimeout(timer)
        timer = setTimeout(now)
      })
    },
  }
}
