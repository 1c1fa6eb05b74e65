import { syncBuiltinESMExports } from 'node:module'
import { Socket } from 'node:net'
import type { NetworkAnswer, NetworkQuestion } from '../protocol.ts'

/** What Node itself uses to give a waiting socket another handle, plain or under TLS. */
const REINITIALIZE = 'kReinitializeHandle'

interface Handle {
  /** A unix socket has none. */
  setNoDelay?(on: boolean): void
  close(): void
}

interface HandleHolder {
  _handle: Handle | null
}

interface WaitingSocket extends Socket {
  connecting: boolean
}

type Settle = (answer: NetworkAnswer, handle: Handle | undefined) => void

/**
 * Gives connector code the network although this process has none (security.md §3.2): every connection and every name
 * is asked of the parent, which hands a connected socket over. Below this patch Node refuses every connection of its
 * own, so code that finds its way past it finds a closed door. Throws when this Node has no place to attach a socket.
 */
export function guardNetwork(ask: (question: NetworkQuestion) => void): void {
  const symbol = Object.getOwnPropertySymbols(Socket.prototype).find(({ description }) => description === REINITIALIZE)
  if (!symbol) throw new Error('this version of Node.js has no place to attach a socket')
  const waiting = listenForAnswers()
  let questions = 0
  const put = (question: Omit<NetworkQuestion, 'id'>, settle: Settle) => {
    const id = ++questions
    waiting.set(id, settle)
    ask({ id, ...question })
  }
  patchSockets(symbol, put)
  patchNames(put)
  syncBuiltinESMExports()
}

type Put = (question: Omit<NetworkQuestion, 'id'>, settle: Settle) => void

/** Answers come over the channel that can carry sockets. It does not keep the process alive: the time limit does. */
function listenForAnswers(): Map<number, Settle> {
  const waiting = new Map<number, Settle>()
  process.on('message', (message: NetworkAnswer, carrier: unknown) => {
    const handle = takeHandle(carrier)
    const settle = waiting.get(message.id)
    waiting.delete(message.id)
    if (settle) settle(message, handle)
    else handle?.close()
  })
  process.channel?.unref()
  return waiting
}

/** The socket object that the handle travelled in is of no further use. */
function takeHandle(carrier: unknown): Handle | undefined {
  if (!(carrier instanceof Socket)) return undefined
  const holder = carrier as unknown as HandleHolder
  const handle = holder._handle
  holder._handle = null
  return handle ?? undefined
}

function patchSockets(symbol: symbol, put: Put): void {
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
    put({ kind: 'connect', host, port }, (answer, handle) => attach(this, symbol, { answer, handle, host, port }))
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
    if (!socket.destroyed) socket.destroy(failure(answer, { syscall: 'connect', host, port }))
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

function patchNames(put: Put): void {
  const ask = (host: string, done: (error: Error | null, addresses: string[]) => void) =>
    put({ kind: 'resolve', host, port: 0 }, answer =>
      answer.addresses ? done(null, answer.addresses) : done(failure(answer, { syscall: 'getaddrinfo', host }), []),
    )
  const lookup = (host: string, second: unknown, third?: unknown) => {
    const done = (typeof second === 'function' ? second : third) as (...answer: unknown[]) => void
    const { all, family } = readLookup(second)
    ask(host, (error, addresses) => {
      const found = entriesOf(addresses, family)
      if (error) return done(error)
      if (all) return done(null, found)
      const [first] = found
      if (first) return done(null, first.address, first.family)
      done(failure({ id: 0, error: 'ENOTFOUND' }, { syscall: 'getaddrinfo', host }))
    })
  }
  const lookupLater = (host: string, options?: unknown) =>
    new Promise((resolve, reject) => {
      lookup(
        host,
        { ...(typeof options === 'object' ? options : { family: options }), all: true },
        (error: Error | null, found: { address: string; family: number }[]) => {
          if (error) reject(error)
          else resolve(readLookup(options).all ? found : found[0])
        },
      )
    })
  const dns = process.getBuiltinModule('node:dns')
  Object.assign(dns, { lookup })
  Object.assign(dns.promises, { lookup: lookupLater })
}

function readLookup(options: unknown): { all: boolean; family: number } {
  if (typeof options === 'number') return { all: false, family: options }
  if (typeof options !== 'object' || options === null) return { all: false, family: 0 }
  const { all, family } = options as { all?: unknown; family?: unknown }
  return {
    all: all === true,
    family: family === 4 || family === 'IPv4' ? 4 : family === 6 || family === 'IPv6' ? 6 : 0,
  }
}

function entriesOf(addresses: string[], family: number): { address: string; family: number }[] {
  return addresses
    .map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    .filter(entry => family === 0 || entry.family === family)
}

/** Errors that are about the name, not about an address it stands for. */
const NAMED = new Set(['ENOTFOUND', 'ERR_REFUSED_BY_POLICY'])

/** An error as Node's own network gives it: clients look at its code. */
function failure(answer: NetworkAnswer, about: { syscall: string; host: string; port?: number }): Error {
  const code = answer.error ?? 'ECONNREFUSED'
  const place = about.port === undefined ? about.host : `${about.host}:${about.port}`
  const name = about.syscall === 'getaddrinfo' || NAMED.has(code) ? { hostname: about.host } : { address: about.host }
  return Object.assign(new Error(`${about.syscall} ${code} ${place}`), {
    code,
    errno: code,
    syscall: about.syscall,
    ...name,
  })
}
