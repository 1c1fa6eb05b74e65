import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import type { Ports } from './forbidden-urls.ts'

export interface Listeners {
  ports: Ports
  /** Connections that arrived where nobody may go. */
  intruders(): number
  /** Path at the allowed listener that answers with a redirect to `url`, after `hops` redirects to itself. */
  redirectTo(url: string, hops: number): string
  close(): void
}

/** Three web servers on this machine: one that nobody allowed, one that is allowed, and one that plays this program. */
export async function openListeners(): Promise<Listeners> {
  let intruders = 0
  const count = (name: string) =>
    createServer((_request, response) => response.end(name)).on('connection', () => {
      intruders++
    })
  const forbidden = count('forbidden')
  const own = count('own')
  const targets: string[] = []
  const allowed = createServer((request, response) => {
    const [, target, hops] = /^\/away\/(\d+)\/(\d+)$/.exec(request.url ?? '') ?? []
    if (target === undefined) return void response.end('welcome')
    const next = Number(hops) > 0 ? `/away/${target}/${Number(hops) - 1}` : (targets[Number(target)] ?? '/')
    response.writeHead(Number(hops) % 2 ? 302 : 307, { location: encodeURI(next).replaceAll('%25', '%') }).end()
  })
  const servers = [forbidden, own, allowed]
  // On every address of this machine, IPv6 too, or a spelling that gets through would find nobody at home.
  await Promise.all(servers.map(server => listen(server)))
  const ports = { forbidden: portOf(forbidden), own: portOf(own), allowed: portOf(allowed) }
  return {
    ports,
    intruders: () => intruders,
    redirectTo(url, hops) {
      targets.push(url)
      return `http://localhost:${ports.allowed}/away/${targets.length - 1}/${hops}`
    },
    close() {
      for (const server of servers) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

async function listen(server: Server): Promise<void> {
  const v6 = new Promise<boolean>(resolve => {
    server.once('listening', () => resolve(true))
    server.once('error', () => resolve(false))
  })
  server.listen(0, '::')
  if (await v6) return
  server.listen(0, '0.0.0.0')
  await once(server, 'listening')
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
