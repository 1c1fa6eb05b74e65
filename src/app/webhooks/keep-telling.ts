import type { AppContext } from '../context.ts'
import { describeFault } from '../log.ts'
import { makeDeliverMessages } from './deliver-messages.ts'

/** The first repeat of a message is due after five seconds. */
const EVERY_MS = 5_000

/**
 * Sends what webhooks are to be told: soon after it happened here, and every five seconds what another node left or what is
 * due again. One pass at a time. Closing leaves a request that is under way to whoever comes next.
 */
export function keepTelling(context: AppContext): { close(): void } {
  const deliver = makeDeliverMessages(context)
  const closing = new AbortController()
  let running = false
  let again = false
  const run = async () => {
    if (closing.signal.aborted) return
    again = running
    if (running) return
    running = true
    try {
      await deliver(closing.signal)
    } catch (error) {
      if (!closing.signal.aborted) context.log.warn('telling-failed', { fault: describeFault(error) })
    } finally {
      running = false
    }
    if (again) await run()
  }
  void run()
  const timer = setInterval(() => void run(), EVERY_MS)
  timer.unref()
  // Whatever changes a state says so to the pages too.
  const stop = context.events.subscribe(event => {
    if (event === 'accounts' || event === 'webhooks') void run()
  })
  return {
    close() {
      closing.abort()
      stop()
      clearInterval(timer)
    },
  }
}
