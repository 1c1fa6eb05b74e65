import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import {
  createServer as createHttp2Server,
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import type { Server } from 'node:net'

interface Certified {
  key: string
  cert: string
}

/** A web server in four dialects. What it says tells the cases apart. */
export function webServers({ key, cert }: Certified, awayTo: () => string): Record<WebDialect, Server> {
  const answer = answering(awayTo)
  return {
    http: createServer(answer),
    https: createHttpsServer({ key, cert }, answer),
    h2c: createHttp2Server(answer),
    h2: createSecureServer({ key, cert }, answer),
  }
}

export type WebDialect = 'http' | 'https' | 'h2c' | 'h2'

type Ask = IncomingMessage | Http2ServerRequest
type Reply = ServerResponse | Http2ServerResponse

function answering(awayTo: () => string): (request: Ask, response: Reply) => void {
  const sockets = new WeakMap<object, number>()
  let seen = 0
  return (question, response) => {
    const { url } = question
    if (url === '/slow') return
    if (url === '/redirect' || url === '/away') {
      const location = url === '/redirect' ? '/hello' : awayTo()
      response.statusCode = 302
      response.setHeader('location', location)
      response.end()
      return
    }
    // Under HTTP/2 each question has a socket object of its own.
    const connection = ('stream' in question && question.stream.session) || question.socket
    const number = sockets.get(connection) ?? ++seen
    sockets.set(connection, number)
    response.end(url === '/socket' ? String(number) : 'hello')
  }
}
