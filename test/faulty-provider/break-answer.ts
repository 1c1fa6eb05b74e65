import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { FaultyServer } from './faulty-server.ts'
import type { Switch } from './switches.ts'

const MIB = 1_048_576
/** Some kilobytes that become twice what may be read. */
const BOMB = gzipSync(Buffer.alloc(MIB * 2, ' '))
const HTML = '<!doctype html><html><title>Sorry</title><p>We are <b>away</b> <script>window.hit=1</script></html>'
const XML =
  '<?xml version="1.0"?><credentials><access-token>canary-xml</access-token><expires-in>600</expires-in></credentials>'

/** A broken answer in place of the right one; some work once, so that the next try finds the server well. */
const BREAKERS: Partial<Record<Switch, { once?: true; write(server: FaultyServer, response: ServerResponse): void }>> =
  {
    html: { write: (_, response) => response.writeHead(502, { 'content-type': 'text/html' }).end(HTML) },
    xml: {
      write: (_, response) => response.writeHead(200, { 'content-type': 'application/xml' }).end(XML),
    },
    empty: { write: (_, response) => response.writeHead(200).end() },
    huge: { write: (_, response) => response.writeHead(200).end('x'.repeat(MIB + 1)) },
    gzip_bomb: {
      write: (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(BOMB)
      },
    },
    // Headers and a first byte, then nothing for as long as the other side waits.
    slow: { write: (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{') },
    redirect_307: {
      write: ({ origin }, response) => response.writeHead(307, { location: `${origin}/thief` }).end(),
    },
    error_in_200: {
      write: (_, response) => response.writeHead(200).end('{"error":"ratelimited","error_description":"Too many"}'),
    },
    status_429: {
      once: true,
      write: (_, response) => response.writeHead(429, { 'retry-after': '30' }).end('Slow down'),
    },
    status_503: { once: true, write: (_, response) => response.writeHead(503).end('Away') },
    drop_after_commit: { once: true, write: (_, response) => response.destroy() },
    invalid_grant_once: {
      once: true,
      write: (_, response) => response.writeHead(400).end('{"error":"invalid_grant"}'),
    },
  }

/** True when a switch broke this answer. A fault of `once` turns its switch off. */
export function breakAnswer(server: FaultyServer, response: ServerResponse): boolean {
  for (const name of server.on) {
    const breaker = BREAKERS[name]
    if (!breaker) continue
    if (breaker.once) server.on.delete(name)
    breaker.write(server, response)
    return true
  }
  return false
}
