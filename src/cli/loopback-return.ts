import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AppError } from '#shared/errors/app-error.ts'

export interface LoopbackReturn {
  /** `http://127.0.0.1:<port>` */
  origin: string
  /** Path and query of the one request to `path`; the door is closed by then. Throws `state_expired` when none came. */
  comeBack(path: string, withinMs: number): Promise<string>
  close(): Promise<void>
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
  connection: 'close',
}

/**
 * Where a service sends the browser back to when a person signs in from the command line (RFC 8252 §7.3): this machine
 * only, on a port that is free unless one is wished for, one request, then closed. Throws `wrong_use` for a port that
 * is taken.
 */
export async function openLoopbackReturn(port: number): Promise<LoopbackReturn> {
  const came = Promise.withResolvers<string>()
  const expected = { path: '' }
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '/').split('?')
    const here = `127.0.0.1:${addressOf(server).port}`
    if (request.method !== 'GET' || path !== expected.path || request.headers.host !== here) {
      return answer(response, 404, 'Nothing is here.')
    }
    // Whoever comes second is told the same and changes nothing.
    expected.path = ''
    answer(response, 200, 'This window may be closed. Everything else stands in the terminal.')
    came.resolve(request.url ?? '/')
  })
  await listen(server, port)
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeIdleConnections()
    })
  return {
    origin: `http://127.0.0.1:${addressOf(server).port}`,
    async comeBack(path, withinMs) {
      expected.path = path
      const late = setTimeout(() => came.reject(nobodyCame(withinMs)), withinMs)
      try {
        return await came.promise
      } finally {
        clearTimeout(late)
        await close()
      }
    },
    close,
  }
}

function addressOf(server: Server): AddressInfo {
  return server.address() as AddressInfo
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const detail = `The port ${port} is taken. Name another one, or leave --port out for any that is free.`
      reject(error.code === 'EADDRINUSE' ? new AppError('wrong_use', { detail }) : error)
    })
    server.listen({ port, host: '127.0.0.1' }, resolve)
  })
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, HEADERS)
  response.end(
    `<!doctype html><html lang="en"><title>Flow Connections</title><style>body{font:1.2rem system-ui;margin:3rem}</style><p>${text}</p></html>`,
  )
}

function nobodyCame(ms: number): AppError {
  const detail = `Nobody came back from the sign-in within ${Math.round(ms / 60_000)} minutes. Start again.`
  return new AppError('state_expired', { detail })
}
