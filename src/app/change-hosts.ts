import type { UserApp } from './app.ts'
import type { AppContext } from './context.ts'

/** Allows a host and takes it back, and notes who did. */
export function makeHostUseCases({ allowedHosts, events, log }: AppContext): Pick<UserApp, 'allowHost' | 'forbidHost'> {
  const change =
    (word: 'host-allowed' | 'host-forbidden', act: (line: string) => Promise<void>) => async (line: string) => {
      await act(line)
      log.info(word, { host: line })
      events.emit('hosts')
    }
  return {
    allowHost: change('host-allowed', allowedHosts.allow),
    forbidHost: change('host-forbidden', allowedHosts.forbid),
  }
}
