import { randomBytes } from 'node:crypto'
import { AppError } from '#shared/errors/app-error.ts'

const HELD_MS = 60_000
const PER_ADDRESS = 20
const MOST = 2_000

interface Held {
  address: string
  /** What the address is good for: nothing else may take the answer. */
  path: string
  body: string
  until: number
}

/**
 * Answers of `response_mode=form_post` on their way from the service's POST, which carries no cookie of ours, to a GET
 * that does (security.md §5.4). In memory, because none lives longer than a minute.
 */
export function makeHeldCallbacks(now: () => number = Date.now) {
  const held = new Map<string, Held>()
  const dropOld = () => {
    for (const [id, { until }] of held) if (until <= now()) held.delete(id)
  }
  return {
    /** Keeps a body for a minute; gives the id it can be taken with, once. Throws `rate_limited`. */
    keep(address: string, path: string, body: string): string {
      dropOld()
      const waiting = [...held.values()].filter(one => one.address === address).length
      if (waiting >= PER_ADDRESS || held.size >= MOST) {
        throw new AppError('rate_limited', {
          detail: 'Too many sign-ins wait here. Try again in 60 s.',
          retryAfter: 60,
        })
      }
      const id = randomBytes(16).toString('base64url')
      held.set(id, { address, path, body, until: now() + HELD_MS })
      return id
    },
    /** The body; undefined when it was taken before, is over its time, or came to another path. */
    take(id: string, path: string): string | undefined {
      dropOld()
      const found = held.get(id)
      held.delete(id)
      return found?.path === path ? found.body : undefined
    },
  }
}
