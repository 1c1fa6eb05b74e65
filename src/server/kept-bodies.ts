import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { preParsingHookHandler } from 'fastify'

const kept = new WeakMap<IncomingMessage, Buffer>()

/** For a request whose body was read before the router got it. */
export function keepBody(request: IncomingMessage, body: Buffer): void {
  kept.set(request, body)
}

/** Gives the router such a body to read. */
export const parseKeptBody: preParsingHookHandler = (request, _reply, payload, done) => {
  const body = kept.get(request.raw)
  done(null, body ? Object.assign(Readable.from(body), { receivedEncodedLength: body.length }) : payload)
}
