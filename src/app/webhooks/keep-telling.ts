import type { AppContext } from '../context.ts'
import { describeFault } from '../log.ts'
import { makeDeliverMessages } from './deliver-messages.ts'

/** The first repeat of a message is due after five seconds. */
const EVERY_MS = 5_000
/** What happens together is looked at together. */
const SOON_MS = 100

/**
 * Sends what webhooks are to be told: soon after it happened here, and every five seconds what another node left or what is
 * due again. Closing leaves a request that is under way to whoever comes next.
 */
export function keepTelling(context: AppContext): { close(): void } {
  const deliver = makeDeliverMessages(context)
  const closing = new AbortController()
  let soon: NodeJS.Timeout | undefined
  const run = () => {
    soon = undefined
    deliver(closing.signal).catch(error => {
      if (!closing.signal.aborted) context.log.warn('telling-failed', { fault: describeFault(error) })
    })
  }
  run()
  const timer = setInterval(run, EVERY_MS)
  timer.unref()
  // Whatever changes a state says so to the pages too.
  const stop = context.events.subscribe(event => {
    if (event === 'accounts' || event === 'webhooks') soon ??= setTimeout(run, SOON_MS).unref()
  })
  return {
    close() {
      closing.abort()
      stop()
      clearInterval(timer)
      clearTimeout(soon)
    },
  }
}
