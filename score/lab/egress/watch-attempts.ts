import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

export interface AttemptWatch {
  /** `address port` of every connection this process has begun since the last time this was asked. */
  take(): string[]
  stop(): void
}

/** The pair of sockets between the runner and its child at level bubblewrap, made before any connector code runs. */
const RUNNERS_OWN = /\/flow-pair-[^/]+\/s$/

/** Sees every connection that this process begins, also those nobody answers. */
export function watchAttempts(): AttemptWatch {
  let attempts: string[] = []
  const look = (message: unknown) => {
    const { socket } = message as { socket: Socket }
    socket.on('connectionAttempt', (address: string, port: number) => {
      if (!RUNNERS_OWN.test(address)) attempts.push(`${address} ${port}`)
    })
  }
  subscribe('net.client.socket', look)
  return {
    take() {
      const found = attempts
      attempts = []
      return found
    },
    stop: () => {
      unsubscribe('net.client.socket', look)
    },
  }
}
