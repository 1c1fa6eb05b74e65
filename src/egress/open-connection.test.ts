import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openGate } from './fixtures/open-gate.ts'
import { RefusedByPolicy } from './open-connection.ts'

const servers: Server[] = []
const sockets = new Set<Socket>()

afterEach(() => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  for (const server of servers.splice(0)) server.close()
})

/** Counts who came. */
async function listen(host = '127.0.0.1'): Promise<{ port: number; visits: () => number }> {
  let visits = 0
  const server = createServer(socket => {
    visits++
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.end('hello')
  })
  servers.push(server)
  server.listen(0, host)
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, visits: () => visits }
}

async function textOf(socket: Socket): Promise<string> {
  sockets.add(socket)
  const parts: Buffer[] = []
  for await (const part of socket) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

describe('the gate', () => {
  it('gives a connected socket, with everything the other end has sent', async () => {
    const { port } = await listen()
    const gate = openGate([`localhost:${port}`])
    expect(await textOf(await gate.open({ host: '127.0.0.1', port }))).toBe('hello')
    const named = openGate([`depot.example:${port}`], async () => ['127.0.0.1'])
    expect(await textOf(await named.open({ host: 'depot.example', port }))).toBe('hello')
  })

  it.each(['127.0.0.1', 'localhost', '2130706433', '127.1', '0x7f000001', '[::ffff:127.0.0.1]', 'LOCALHOST.'])(
    'opens nothing to this machine spelled %s, and names the line that would allow it',
    async host => {
      const { port, visits } = await listen()
      const error = await openGate([])
        .open({ host, port })
        .catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(RefusedByPolicy)
      expect((error as RefusedByPolicy).rule).toMatch(new RegExp(`:${port}$`))
      expect(visits()).toBe(0)
    },
  )

  it.each(['0.0.0.0', '[::]', '169.254.169.254', '[fe80::1]', '224.0.0.1', '100.100.100.200'])(
    'never opens %s, whatever is allowed',
    async host => {
      const error = await openGate([`${host}:*`, 'localhost:*'])
        .open({ host, port: 80 })
        .catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'ERR_REFUSED_BY_POLICY', rule: undefined })
    },
  )

  it('connects to the addresses it judged, though the name answers differently the second time', async () => {
    const { port, visits } = await listen()
    const answers = [['127.0.0.2'], ['127.0.0.1']]
    const gate = openGate([`rebind.example:${port}`], async () => answers.shift() ?? [])
    await expect(gate.open({ host: 'rebind.example', port })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(visits()).toBe(0)
    const turning = openGate([], async () => ['93.184.216.34', '127.0.0.1'])
    await expect(turning.open({ host: 'rebind.example', port })).rejects.toBeInstanceOf(RefusedByPolicy)
  })

  it('tries the next address of a name when the first does not answer', async () => {
    const { port } = await listen('127.0.0.1')
    const gate = openGate([`two.example:${port}`], async () => ['127.0.0.9', '127.0.0.1'])
    expect(await textOf(await gate.open({ host: 'two.example', port }))).toBe('hello')
  })

  it('never opens the port this program listens on', async () => {
    const { port, visits } = await listen()
    const gate = openGate(['localhost:*'], undefined, [port])
    await expect(gate.open({ host: 'localhost', port })).rejects.toBeInstanceOf(RefusedByPolicy)
    expect(visits()).toBe(0)
  })

  it('tells a name that is not known, a port that is closed and a wait that was too long by the codes of the system', async () => {
    const missing = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    const unknown = openGate([], async () => Promise.reject(missing))
    await expect(unknown.open({ host: 'nowhere.example', port: 80 })).rejects.toMatchObject({ code: 'ENOTFOUND' })
    await expect(openGate([]).open({ host: 'a b', port: 80 })).rejects.toMatchObject({ code: 'ENOTFOUND' })
    const { port } = await listen()
    for (const server of servers.splice(0)) server.close()
    await expect(openGate(['localhost:*']).open({ host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
    const slow = openGate([], () => new Promise(() => undefined))
    await expect(slow.open({ host: 'slow.example', port: 80, timeoutMs: 30 })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    })
  })

  it('gives the addresses of a name only when all of them may be reached', async () => {
    const names: Record<string, string[]> = { 'a.example': ['10.0.0.1'], 'b.example': ['10.0.0.1', '127.0.0.1'] }
    const gate = openGate(['localhost:1'], async host => names[host] ?? [])
    expect(await gate.resolve('a.example')).toEqual(['10.0.0.1'])
    await expect(gate.resolve('b.example')).rejects.toBeInstanceOf(RefusedByPolicy)
  })
})
