import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

export interface AttemptWatch {
  /** `address port` of every connection this process has begun since the last time this was asked. */
  take(): string[]
  stop(): void
}

/** Sees every connection that this process begins, also those nobody answers. */
export function watchAttempts(): AttemptWatch {
  let attempts: string[] = []
  const look = (message: unknown) => {
    const { socket } = message as { socket: Socket }
    socket.on('connectionAttempt', (address: string, port: number) => attempts.push(`${address} ${port}`))
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
