import type { ChildProcess } from 'node:child_process'
import { Socket } from 'node:net'
import { AppError } from '#shared/errors/app-error.ts'

const HANDLE = 'kChannelHandle'
/** All that a child of ours says there: Node's own word that a socket has arrived, or has not. */
const RECEIPTS = ['{"cmd":"NODE_HANDLE_ACK"}\n', '{"cmd":"NODE_HANDLE_NACK"}\n']

interface ChannelHandle {
  onread: (this: ChannelHandle, bytes: ArrayBuffer | undefined) => void
  /** What came along with the bytes: a socket that the child sent. */
  pendingHandle?: { close(): void } | null
}

interface Sender {
  /** A list while Node waits for the receipt of a socket; else null. What is in it waits to be sent. */
  _handleQueue?: unknown
  /** What was sent and has no receipt yet. */
  _pendingMessage?: { handle?: { close(): void } } | null
}

/**
 * Lets through what a child may say on the channel that carries sockets, before Node reads it in this process: one
 * receipt for a socket that was sent, and nothing else. Node takes these messages on trust: a receipt too many, a line
 * that is no JSON, or a handle of a kind it does not know throws where nobody can catch it, and would end the server.
 * `onFlood` is called once, and nothing more is read. Sockets that a child sends are closed unread.
 */
export function limitChannel(child: ChildProcess, onFlood: () => void): void {
  // A process that never came up has no channel; its 'error' says why.
  if (child.pid === undefined) return
  const symbol = Object.getOwnPropertySymbols(child).find(({ description }) => description === HANDLE)
  const handle = symbol && (child as unknown as Record<symbol, ChannelHandle>)[symbol]
  if (typeof handle?.onread !== 'function') {
    child.kill('SIGKILL')
    throw new AppError('config_invalid', {
      detail:
        'This version of Node.js has a channel whose use cannot be limited. Use the version named in package.json.',
    })
  }
  child.once('disconnect', () => closeUnreceived(child))
  const { onread } = handle
  let heard = ''
  let flooded = false
  handle.onread = function (chunk) {
    // The end of the channel has to be heard, or the process would never count as closed.
    if (chunk === undefined) {
      Reflect.apply(onread, this, [chunk])
      return closeUnreceived(child)
    }
    const sent = this.pendingHandle
    this.pendingHandle = null
    sent?.close()
    if (flooded) return
    heard += Buffer.from(chunk).toString('latin1')
    const awaited = Array.isArray((child as Sender)._handleQueue)
    if (sent || !awaited || !RECEIPTS.some(receipt => receipt.startsWith(heard))) {
      flooded = true
      return onFlood()
    }
    if (heard.endsWith('\n')) heard = ''
    Reflect.apply(onread, this, [chunk])
  }
}

/** Node keeps what a process that ended has not received: for as long as the server runs, a descriptor each. */
function closeUnreceived(child: ChildProcess): void {
  const sender = child as Sender
  sender._pendingMessage?.handle?.close()
  sender._pendingMessage = null
  const waiting: { handle?: unknown }[] = Array.isArray(sender._handleQueue) ? sender._handleQueue : []
  for (const { handle } of waiting) if (handle instanceof Socket) handle.destroy()
  sender._handleQueue = null
}
