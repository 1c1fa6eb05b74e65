import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Bait } from './probe.ts'

/** What hostile code is set on, and what shows that it got there. */
export interface Site {
  bait: Bait & { machine: string; secret: string }
  /** In everything that lies outside: whoever tells it has been there. */
  canary: string
  /** Ports that are allowed. */
  allowed: string[]
  /** Connections and datagrams that arrived where nobody may go. */
  intruders(): number
  /** Every file of the site with its size and times. */
  files(): Promise<string[]>
  close(): Promise<void>
}

/** Lays the site out in an empty folder; connectors go into its folder `connectors`. */
export async function openSite(folder: string): Promise<Site> {
  const canary = 'secret-canary-4f9a1c'
  const outside = join(folder, 'outside')
  await Promise.all(['outside', 'connectors'].map(name => mkdir(join(folder, name))))
  await writeFile(join(folder, 'file.txt'), `CANARY=${canary}\n`)
  await writeFile(join(folder, 'file.json'), JSON.stringify({ canary }))
  const database = join(folder, 'data.db')
  writeDatabase(database, canary)
  let intruders = 0
  const intrude = () => {
    intruders++
  }
  const forbidden = createTcpServer(socket => {
    intrude()
    socket.on('error', () => undefined).end(canary)
  })
  const hidden = createTcpServer(socket => {
    intrude()
    socket.on('error', () => undefined).end(canary)
  })
  const udp = createSocket('udp4').on('message', intrude)
  const allowed = createServer((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: `http://127.0.0.1:${portOf(forbidden)}/` }).end()
    else response.end('welcome')
  })
  const socket = join(folder, 'hidden.sock')
  await Promise.all([listen(forbidden, 0), listen(allowed, 0), listen(hidden, socket)])
  udp.bind(0, '127.0.0.1')
  await once(udp, 'listening')
  return {
    canary,
    allowed: [`localhost:${portOf(allowed)}`],
    bait: {
      file: join(folder, 'file.txt'),
      folder: outside,
      database,
      sibling: '',
      forbidden: portOf(forbidden),
      udp: udp.address().port,
      socket,
      allowed: portOf(allowed),
      machine: hostname(),
      secret: 'the-password-of-this-connection',
    },
    intruders: () => intruders,
    files: () => listFiles(folder),
    async close() {
      allowed.closeAllConnections()
      for (const server of [forbidden, hidden, allowed]) server.close()
      udp.close()
    },
  }
}

function writeDatabase(file: string, canary: string): void {
  const database = new DatabaseSync(file)
  database.exec('CREATE TABLE secrets (text)')
  database.prepare('INSERT INTO secrets VALUES (?)').run(canary)
  database.close()
}

async function listen(server: Server, place: number | string): Promise<void> {
  if (typeof place === 'string') server.listen(place)
  else server.listen(place, '127.0.0.1')
  await once(server, 'listening')
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

async function listFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  const lines = names.map(async name => {
    const { size, mode, mtimeMs } = await stat(join(folder, name))
    return `${name} ${size} ${mode} ${mtimeMs}`
  })
  return (await Promise.all(lines)).sort()
}
