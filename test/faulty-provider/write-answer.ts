import type { ServerResponse } from 'node:http'
import type { FaultyServer, Refusal } from './faulty-server.ts'

interface Answer {
  status: number
  type: string
  body: string | Uint8Array
}

/** Sends the members of a token answer in the encoding that the switches say. */
export function writeMembers({ on }: FaultyServer, response: ServerResponse, members: Record<string, unknown>): void {
  if (on.has('form')) {
    const flat = Object.entries(members).map(([name, value]): [string, string] => [name, String(value)])
    const body = new URLSearchParams(flat).toString()
    send(response, { status: 200, type: 'application/x-www-form-urlencoded', body })
    return
  }
  const body = `${on.has('bom') ? '\uFEFF' : ''}${JSON.stringify(members)}`
  const type = on.has('text_plain') ? 'text/plain' : 'application/json'
  send(response, { status: 200, type: on.has('charset') ? `${type}; charset=iso-8859-1` : type, body })
}

/** Sends a refusal; the switches say where in the answer it stands. */
export function writeRefusal(server: FaultyServer, response: ServerResponse, refusal: Refusal): void {
  const { on } = server
  server.refusals++
  const { error, description, status = 400 } = refusal
  const standard = { error, error_description: description }
  const placed = on.has('error_elsewhere') ? { fault: { name: error, words: description } } : standard
  const members = on.has('ok_false') ? { ok: false, ...placed } : placed
  send(response, {
    status: on.has('error_200') || on.has('ok_false') ? 200 : status,
    type: 'application/json',
    body: JSON.stringify(members),
  })
}

/** Another nonce with every answer: the next proof has to repeat it (RFC 9449 §8.2). */
export function sayNonce({ on, memory }: FaultyServer, response: ServerResponse): void {
  if (!on.has('dpop_nonce')) return
  memory.nonce = memory.newWord('nonce')
  response.setHeader('dpop-nonce', memory.nonce)
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  send(response, { status, type: 'application/json', body: JSON.stringify(body) })
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}
