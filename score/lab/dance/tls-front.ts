import { request as sendOn } from 'node:http'
import { createServer, request as send } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { CA, SERVER_CERTIFICATE, SERVER_KEY } from '#egress/fixtures/mutual-tls.ts'

/** Set by the front alone: the certificate that was shown, and whether it was signed by the authority. */
export const SHOWN = 'x-client-certificate'
export const SIGNED = 'x-client-signed'

/** What ends TLS before a server that wants to see certificates. */
export interface TlsFront {
  origin: string
  /** Goes on to this origin. */
  leadTo(upstream: string): void
  close(): Promise<void>
}

/** Asks every caller for a certificate and lets everybody in: what it is worth, the server behind says. */
export async function openTlsFront(): Promise<TlsFront> {
  let upstream = ''
  const tls = { ca: CA, cert: SERVER_CERTIFICATE, key: SERVER_KEY, requestCert: true, rejectUnauthorized: false }
  const server = createServer(tls, (request, response) => {
    const socket = request.socket as TLSSocket
    const shown = socket.getPeerX509Certificate()?.toString() ?? ''
    const headers = {
      ...request.headers,
      [SHOWN]: encodeURIComponent(shown),
      [SIGNED]: socket.authorized ? 'yes' : 'no',
    }
    const on = sendOn(`${upstream}${request.url}`, { method: request.method ?? 'GET', headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    on.on('error', () => response.destroy())
    request.pipe(on)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    leadTo(origin) {
      upstream = origin
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** The status that somebody without a certificate is answered with. */
export function statusWithoutCertificate(url: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` }
    const asked = send(url, { ca: CA, headers, agent: false }, answer => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    })
    asked.on('error', reject).end()
  })
}
