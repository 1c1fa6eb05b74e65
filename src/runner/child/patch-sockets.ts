import { Socket } from 'node:net'
import type { NetworkAnswer } from '../protocol.ts'
import type { AskParent, Handle } from './ask-parent.ts'
import { networkError } from './network-error.ts'

/** What Node itself uses to give a waiting socket another handle, plain or under TLS. */
const REINITIALIZE = 'kReinitializeHandle'

interface WaitingSocket extends Socket {
  connecting: boolean
}

/** Every connection is asked of the parent. Throws when this Node has no place to attach a socket. */
export function patchSockets(ask: AskParent): void {
  const symbol = Object.getOwnPropertySymbols(Socket.prototype).find(({ description }) => description === REINITIALIZE)
  if (!symbol) throw new Error('this version of Node.js has no place to attach a socket')
  const { connect } = Socket.prototype
  Socket.prototype.connect = function (this: WaitingSocket, ...given: unknown[]) {
    const { options, listener } = readArguments(given)
    // Unix sockets are none of the parent's business: Node refuses them.
    if (typeof options['path'] === 'string') return Reflect.apply(connect, this, given)
    if (listener) this.once('connect', listener)
    if (this.destroyed) return this
    this.connecting = true
    const host = typeof options['host'] === 'string' && options['host'] !== '' ? options['host'] : 'localhost'
    const port = Number(options['port'])
    ask({ kind: 'connect', host, port }, (answer, handle) => attach(this, symbol, { answer, handle, host, port }))
    return this
  } as typeof connect
}

/** `(options)`, `(port, host?)`, `(path)`, each with a listener; Node itself passes the list it has made of them. */
function readArguments(given: unknown[]): { options: Record<string, unknown>; listener: (() => void) | undefined } {
  const list: unknown[] = Array.isArray(given[0]) ? given[0] : given
  const [first, second] = list
  const last = list.findLast(one => typeof one === 'function') as (() => void) | undefined
  if (typeof first === 'object' && first !== null) return { options: first as Record<string, unknown>, listener: last }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { options: { path: first }, listener: last }
  return { options: { port: first, host: typeof second === 'string' ? second : undefined }, listener: last }
}

interface Arrival {
  answer: NetworkAnswer
  handle: Handle | undefined
  host: string
  port: number
}

/** As Node does when a connection it opened itself stands. */
function attach(socket: WaitingSocket, symbol: symbol, { answer, handle, host, port }: Arrival): void {
  if (socket.destroyed || !handle) {
    handle?.close()
    socket.connecting = false
    if (!socket.destroyed) socket.destroy(networkError(answer.error, { syscall: 'connect', host, port }))
    return
  }
  handle.setNoDelay?.(true)
  const reinitialize = (socket as unknown as Record<symbol, (handle: Handle) => void>)[symbol]
  reinitialize?.call(socket, handle)
  socket.connecting = false
  socket.emit('connect')
  socket.emit('ready')
  if (socket.readable && !socket.isPaused()) socket.read(0)
}
