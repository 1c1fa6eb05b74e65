import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { AppError } from '#shared/errors/app-error.ts'
import type { EarlyConfig } from './page-files.ts'

/** Not by `import`: that asks for each name the module has, and some of them load a whole client: 60 ms of a start. */
const http = process.getBuiltinModule('node:http')

/** Both, or another process could take the free one and receive what was meant for us (security.md §6.0). */
const LOOPBACK = ['127.0.0.1', '::1']
const LOOPBACK_NAMES = new Set([...LOOPBACK, 'localhost'])
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])
const MOST_TRIES = 100
/** Longer than the idle time of usual proxies, which would else meet a line that was just closed. */
const KEEP_ALIVE_MS = 72_000

/** One port, taken on every loopback address of this machine. */
export interface Listener {
  readonly port: number
  /** Until `serve`: sends what of the page needs no server; the rest goes on waiting. */
  sendPage(config: EarlyConfig): Promise<void>
  /** Lets `server` answer: first whoever came before it was ready. */
  serve(server: Pick<FastifyInstance, 'routing'>): void
  /** Takes no more requests; then closes every line. */
  close(): Promise<void>
}

interface ListenOptions {
  /** 0: any free one. */
  port: number
  /** Where; loopback without it. Another address takes no other port when its own is taken. */
  host?: string
  /** Called for each port that is taken already, with the one tried next. */
  onTaken?: (taken: number, next: number) => void
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Takes the port, or the next free one, before anything is composed: the address people use follows it. Throws
 * `config_invalid` when a hundred ports in a row are taken, or the port may not be used.
 */
export async function listen({ port, host = 'localhost', onTaken }: ListenOptions): Promise<Listener> {
  if (!LOOPBACK_NAMES.has(host)) {
    const listener = await takePort(port, [host])
    if (listener) return listener
    throw new AppError('config_invalid', { detail: `The port ${port} is taken. Name another one with --port.` })
  }
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const wanted = port === 0 ? 0 : port + tried
    const listener = wanted > 65_535 ? undefined : await takePort(wanted, LOOPBACK)
    if (listener) return listener
    if (port !== 0) onTaken?.(wanted, wanted + 1)
  }
  throw new AppError('config_invalid', {
    detail: `The ports from ${port} on are all taken. Name another one with --port.`,
  })
}

/** Undefined when one of the addresses is taken. */
async function takePort(wanted: number, addresses: readonly string[]): Promise<Listener | undefined> {
  const waiting: Parameters<Handler>[] = []
  const wait: Handler = (request, response) => waiting.push([request, response])
  let handle = wait
  const servers: Server[] = []
  const close = async () => {
    await Promise.all(servers.map(closeServer))
  }
  let port = wanted
  for (const address of addresses) {
    const server = http.createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) =>
      handle(request, response),
    )
    const failure = await tryListen(server, address, port)
    if (failure && NO_SUCH_ADDRESS.has(failure) && servers.length > 0) continue
    if (failure) {
      await close()
      if (failure === 'EADDRINUSE') return undefined
      throw new AppError('config_invalid', {
        detail: `The port ${port} cannot be used (${failure}). Name another one.`,
      })
    }
    servers.push(server)
    port = (server.address() as AddressInfo).port
  }
  return {
    port,
    async sendPage(config) {
      const { readEarlyPage } = await import('./page-files.ts')
      const send = readEarlyPage(config)
      if (send) handle = (request, response) => send(request, response, () => wait(request, response))
    },
    serve(server) {
      handle = (request, response) => server.routing(request, response)
      for (const [request, response] of waiting.splice(0)) handle(request, response)
    },
    close,
  }
}

/** The code of the failure; undefined for success. */
function tryListen(server: Server, host: string, port: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
  server.listen({ host, port, ipv6Only: host !== '::', exclusive: true }, () => {
    server.removeAllListeners('error')
    resolve(undefined)
  })
  return promise
}

function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeAllConnections()
  return promise
}
