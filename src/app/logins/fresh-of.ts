import type { Fresh } from '#oauth/oauth-request.ts'
import type { AppContext } from '../context.ts'

/** What is new in a request made now. */
export function freshOf({ clock, random }: AppContext): Fresh {
  return { now: clock.now(), random }
}
