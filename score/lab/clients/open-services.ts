import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { makeSelfSigned } from '#runner/fixtures/self-signed.ts'
import type { JsonObject } from '#shared/json.ts'
import { ldapServers } from './ldap-server.ts'
import type { Library } from './libraries.ts'
import { postgresServer } from './postgres-server.ts'
import { webServers } from './web-server.ts'

export interface Services {
  /** Lines of the policy that let everything but the forbidden place through. */
  allowed: string[]
  /** The forbidden place as the policy would name it. */
  forbidden: string
  /** Connections that arrived there. */
  readonly intruders: number
  /** What a client that speaks so is given. */
  inputFor(speaks: Library['speaks']): JsonObject
  close(): void
}

/** Servers of every dialect on this machine, one place that is forbidden, and one where nobody listens. */
export async function openServices(): Promise<Services> {
  const certificate = makeSelfSigned()
  const sockets = new Set<Socket>()
  const listen = (server: Server) => listenOn(server, sockets)
  let intruders = 0
  const forbiddenServer = createServer(socket => {
    intruders++
    socket.destroy()
  })
  const forbidden = `localhost:${await listen(forbiddenServer)}`
  const servers = {
    ...webServers(certificate, () => `http://${forbidden}/hello`),
    ...ldapServers(certificate),
    postgres: postgresServer(certificate),
  }
  const entries = await Promise.all(
    Object.entries(servers).map(async ([name, server]) => [name, `localhost:${await listen(server)}`] as const),
  )
  const at: Record<string, string> = Object.fromEntries(entries)
  const unused = createServer()
  const closed = `localhost:${await listen(unused)}`
  unused.close()
  const addresses = (plain: string, secure: string) => ({
    plain,
    secure,
    closed: `${plain.split('//')[0]}//${closed}`,
    forbidden: `${plain.split('//')[0]}//${forbidden}`,
    ca: certificate.cert,
  })
  const inputs: Record<Library['speaks'], JsonObject> = {
    http: addresses(`http://${at['http']}`, `https://${at['https']}`),
    http2: addresses(`http://${at['h2c']}`, `https://${at['h2']}`),
    postgres: addresses(`pg://${at['postgres']}`, `pgs://${at['postgres']}`),
    ldap: addresses(`ldap://${at['ldap']}`, `ldaps://${at['ldaps']}`),
    'start-tls': addresses(`ldap://${at['ldap']}`, `ldap://${at['ldap']}`),
  }
  return {
    allowed: [...Object.values(at), closed],
    forbidden,
    get intruders() {
      return intruders
    },
    inputFor: speaks => inputs[speaks],
    close() {
      for (const server of [forbiddenServer, ...Object.values(servers)]) server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Questions that get no answer leave their connections open. */
async function listenOn(server: Server, sockets: Set<Socket>): Promise<number> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
