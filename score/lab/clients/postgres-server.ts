import { createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { readParts } from './read-parts.ts'

const SSL_REQUEST = 80_877_103

/** As much of a PostgreSQL server as a client needs to sign in and ask one question, plain and under TLS. */
export function postgresServer(certificate: { key: string; cert: string }): Server {
  const secureContext = createSecureContext(certificate)
  let seen = 0
  return createServer(socket => {
    socket.on('error', () => undefined)
    const number = ++seen
    greet(socket, secure => {
      if (!secure) return converse(socket, number)
      const secured = new TLSSocket(socket, { isServer: true, secureContext })
      secured.on('error', () => undefined)
      greet(secured, () => converse(secured, number))
    })
  })
}

/** The first words have no letter before them: a wish for TLS, or the name of the user. */
function greet(socket: Socket, next: (secure: boolean) => void): void {
  const onData = (bytes: Buffer) => {
    socket.off('data', onData)
    const secure = bytes.readInt32BE(4) === SSL_REQUEST
    if (secure) socket.write('S')
    else socket.write(message('R', int(3)))
    next(secure)
  }
  socket.on('data', onData)
}

function converse(socket: Socket, number: number): void {
  const sizeOf = (bytes: Buffer) => (bytes.length < 5 ? undefined : bytes.readInt32BE(1) + 1)
  readParts(socket, sizeOf, part => {
    const letter = String.fromCharCode(part[0] ?? 0)
    const text = part.subarray(5, -1).toString()
    if (letter === 'p') socket.write(Buffer.concat([message('R', int(0)), message('Z', Buffer.from('I'))]))
    if (letter === 'Q' && text !== 'select slow') socket.write(row(text === 'select socket' ? String(number) : 'hello'))
    if (letter === 'X') socket.end()
  })
}

/** One row with one text named `said`. */
function row(text: string): Buffer {
  const TEXT_TYPE = 25
  const column = Buffer.concat([Buffer.from('said\0'), int(0), short(0), int(TEXT_TYPE), short(-1), int(-1), short(0)])
  return Buffer.concat([
    message('T', short(1), column),
    message('D', short(1), int(text.length), Buffer.from(text)),
    message('C', Buffer.from('SELECT 1\0')),
    message('Z', Buffer.from('I')),
  ])
}

function message(letter: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(letter), int(body.length + 4), body])
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}
