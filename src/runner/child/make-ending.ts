import type { ChildResult } from '../protocol.ts'
import type { Channel } from './open-channel.ts'

export interface Ending {
  /** The first result counts. It is sent, and the process ends, after the current turn. */
  settle(result: ChildResult): void
  readonly settled: boolean
  /** Tells the connector's author about something that changes nothing. */
  note(text: string): void
}

const EXITED: ChildResult = {
  ok: false,
  outcome: 'exited',
  message: 'The connector ended its own process before it gave an answer.',
}

/**
 * The one way a run ends. `process.exit` by the connector is an ending as well; and we leave at once, so that its
 * timers, sockets and exit handlers do not hold the process.
 */
export function makeEnding(channel: Channel): Ending {
  const exit = process.exit.bind(process)
  let result: ChildResult | undefined
  let sent = false
  const send = () => {
    if (!sent) channel.result(result ?? EXITED)
    sent = true
  }
  process.on('exit', send)
  return {
    settle(given) {
      if (result) return
      result = given
      setImmediate(() => {
        send()
        process.removeAllListeners('exit')
        exit(0)
      })
    },
    get settled() {
      return result !== undefined
    },
    note: text => channel.log({ level: 'warn', logger: 'runner', text }),
  }
}
