import { createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, createServer as createTlsServer, type SecureContext, TLSSocket } from 'node:tls'
import { readParts } from './read-parts.ts'

/** Tags of RFC 4511. */
const SEQUENCE = 0x30
const OCTETS = 0x04
const SET = 0x31
const ENUMERATED = 0x0a
const BIND = 0x60
const UNBIND = 0x42
const SEARCH = 0x63
const ENTRY = 0x64
const DONE = 0x65
const EXTENDED = 0x77

/** As much of a directory as a client needs to bind and read one entry: plain, with TLS from the start or asked for. */
export function ldapServers(certificate: { key: string; cert: string }): { ldap: Server; ldaps: Server } {
  const secureContext = createSecureContext(certificate)
  let seen = 0
  const serve = (socket: Socket) => converse(socket, { secureContext, number: ++seen })
  return { ldap: createServer(serve), ldaps: createTlsServer(certificate, serve) }
}

interface Line {
  secureContext: SecureContext
  number: number
}

function converse(socket: Socket, line: Line): void {
  socket.on('error', () => undefined)
  const say = (id: Buffer, tag: number, ...parts: Buffer[]) => socket.write(node(SEQUENCE, id, node(tag, ...parts)))
  const good = [node(ENUMERATED, Buffer.from([0])), node(OCTETS), node(OCTETS)]
  readParts(socket, sizeOf, part => {
    const [id, question] = childrenOf(contentOf(part))
    if (!id || !question) return
    const tag = question[0] ?? 0
    if (tag === BIND) say(id, BIND + 1, ...good)
    if (tag === UNBIND) socket.end()
    if (tag === EXTENDED) {
      say(id, EXTENDED + 1, ...good)
      socket.removeAllListeners('data')
      converse(new TLSSocket(socket, { isServer: true, secureContext: line.secureContext }), line)
    }
    if (tag !== SEARCH) return
    const [base = Buffer.alloc(0)] = childrenOf(contentOf(question)).map(contentOf)
    const name = base.toString()
    if (name === 'cn=slow') return
    const said = name === 'cn=socket' ? String(line.number) : 'hello'
    const attribute = node(SEQUENCE, text('said'), node(SET, text(said)))
    say(id, ENTRY, text(name), node(SEQUENCE, attribute))
    say(id, DONE, ...good)
  })
}

function text(value: string): Buffer {
  return node(OCTETS, Buffer.from(value))
}

/** Tag, length and content; nothing here is longer than a length of one byte can say. */
function node(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, content.length]), content])
}

/** Bytes before the content, and of the content. */
function measure(bytes: Buffer): { head: number; length: number } | undefined {
  const first = bytes[1]
  if (first === undefined) return undefined
  if (first < 128) return { head: 2, length: first }
  const more = first - 128
  return bytes.length < 2 + more ? undefined : { head: 2 + more, length: bytes.readUIntBE(2, more) }
}

function sizeOf(bytes: Buffer): number | undefined {
  const size = measure(bytes)
  return size && size.head + size.length
}

function contentOf(bytes: Buffer): Buffer {
  return bytes.subarray(measure(bytes)?.head ?? bytes.length)
}

function childrenOf(bytes: Buffer): Buffer[] {
  const size = sizeOf(bytes)
  return size === undefined ? [] : [bytes.subarray(0, size), ...childrenOf(bytes.subarray(size))]
}
