import type { ChildProcess } from 'node:child_process'
import { AppError } from '#shared/errors/app-error.ts'
import { LIMITS } from './protocol.ts'

const HANDLE = 'kChannelHandle'

interface ChannelHandle {
  onread: (this: ChannelHandle, bytes: ArrayBuffer | undefined) => void
}

/**
 * Bounds what a child can say on the channel that carries sockets, before Node gathers it in this process: a child of
 * ours only says there that a socket has arrived. `onFlood` is called once, and nothing more is read. Sockets that a
 * child sends are closed unread.
 */
export function limitChannel(child: ChildProcess, onFlood: () => void): void {
  // A process that never came up has no channel; its 'error' says why.
  if (child.pid === undefined) return
  child.on('message', (_message, handle) => (handle as { destroy?: () => void } | undefined)?.destroy?.())
  const symbol = Object.getOwnPropertySymbols(child).find(({ description }) => description === HANDLE)
  const handle = symbol && (child as unknown as Record<symbol, ChannelHandle>)[symbol]
  if (typeof handle?.onread !== 'function') {
    child.kill('SIGKILL')
    throw new AppError('config_invalid', {
      detail:
        'This version of Node.js has a channel whose use cannot be limited. Use the version named in package.json.',
    })
  }
  const { onread } = handle
  let bytes = 0
  let flooded = false
  handle.onread = function (chunk) {
    bytes += chunk?.byteLength ?? 0
    if (bytes > LIMITS.channelBytes && !flooded) {
      flooded = true
      onFlood()
    }
    // The end of the channel has to be heard, or the process would never count as closed.
    if (!flooded || chunk === undefined) Reflect.apply(onread, this, [chunk])
  }
}
