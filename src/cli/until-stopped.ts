import { followParent } from './follow-parent.ts'
import { onStopSignals } from './stop-signals.ts'

/** Resolves when the server was told to stop and has closed everything. */
export function untilStopped(serving: { close(): Promise<void> }, withParent = false): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const stop = () => void serving.close().then(resolve, reject)
  onStopSignals({ stop, force: code => process.exit(code) })
  if (withParent) followParent(stop)
  return promise
}
