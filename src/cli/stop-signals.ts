/** Ctrl-C in a terminal reaches us twice, once from the terminal and once from npm: within this time it is one wish. */
const ONE_WISH_MS = 1_000
const FORCED_EXIT_CODE = 130

interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown
}

interface StopOptions {
  /** Ends everything in order; called once. */
  stop: () => void
  /** Ends at once. */
  force: (exitCode: number) => void
  /** Milliseconds from any start. */
  now?: () => number
  source?: SignalSource
}

/** The first signal stops in order; a SIGINT more than a second later no longer waits. */
export function onStopSignals({ stop, force, now = () => performance.now(), source = process }: StopOptions): void {
  let since: number | undefined
  const begin = () => {
    if (since !== undefined) return
    since = now()
    stop()
  }
  source.on('SIGINT', () => {
    if (since !== undefined && now() - since > ONE_WISH_MS) force(FORCED_EXIT_CODE)
    begin()
  })
  source.on('SIGTERM', begin)
  source.on('SIGHUP', begin)
}
