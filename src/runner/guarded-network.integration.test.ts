import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createHttp2Server } from 'node:http2'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGate } from '#egress/fixtures/open-gate.ts'
import type { JsonObject } from '#shared/json.ts'
import { LEVELS, request, startRunner } from './fixtures/start-runner.ts'

const servers: { close(): unknown }[] = []
let ports: JsonObject
let runner: Awaited<ReturnType<typeof startRunner>>
/** Connections that reached a place nobody allowed. */
let intruders = 0

const hello: RequestListener = async (question, response) => {
  let bytes = 0
  for await (const part of question) bytes += (part as Buffer).length
  response.end(question.url === '/count' ? String(bytes) : `hello ${question.url}`)
}

async function listen(server: Server): Promise<number> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

describe.each(LEVELS)('at the level %s', level => {
  beforeAll(async () => {
    const plain = createServer(hello)
    const modern = createHttp2Server((question, response) => response.end(`hello ${question.url}`))
    const other = createTcpServer(socket => {
      intruders++
      socket.destroy()
    })
    const closed = createTcpServer()
    const closedPort = await listen(closed)
    closed.close()
    ports = {
      port: await listen(plain),
      http2Port: await listen(modern as unknown as Server),
      otherPort: await listen(other),
      closedPort,
    }
    const allowed = [ports['port'], ports['http2Port'], ports['closedPort']].map(port => `localhost:${port}`)
    runner = await startRunner({ gate: openGate(allowed), mostLevel: level, leastLevel: level })
  })

  afterAll(async () => {
    await runner.stop()
    for (const server of servers.splice(0)) server.close()
  })

  const go = (way: string, timeoutMs = 20_000) =>
    runner.run(request('clients', 'connect', { input: { ...ports, way }, timeoutMs }))

  describe('connector code on the guarded network', () => {
    it.each([
      ['http', 'hello /a'],
      ['agent', 'hello /ahello /b'],
      ['fetch', 'hello /a'],
      ['post', '1000000'],
      ['parallel', 'hello /a'.repeat(10)],
      ['raw', 'hello /a'],
      ['early', 'hello /a'],
      ['http2', 'hello /a'],
      ['destroyed', 'closed'],
      ['lookup', '["string",true,["127.0.0.1",4]]'],
    ])('speaks by %s', async (way, handle) => {
      expect(await go(way)).toMatchObject({ ok: true, handle })
    })

    it('learns by the codes of the system that a port is closed', async () => {
      expect(await go('closed')).toMatchObject({ ok: false, outcome: 'threw', network: { cause: 'refused' } })
    })

    it.each(['elsewhere', 'elsewhereByFetch'])('is told what would have to be allowed: %s', async way => {
      const allow = `${way === 'elsewhere' ? 'localhost' : '127.0.0.1'}:${ports['otherPort']}`
      expect(await go(way)).toMatchObject({
        ok: false,
        network: { cause: 'not-allowed', allow },
        message: `Connections to ${allow} have to be allowed first. Check the address, then allow it in the settings.`,
      })
      expect(intruders).toBe(0)
    })

    it('is told of no way where there is none', async () => {
      const result = await go('metadata')
      expect(result).toMatchObject({ ok: false, network: { cause: 'not-allowed' } })
      expect(result).not.toHaveProperty('network.allow')
    })

    it.each(['handle', 'listen', 'unix', 'udp', 'resolve', 'prototypes'])(
      'finds closed doors below it: %s',
      async way => {
        const result = await go(way)
        const text = JSON.stringify(result.ok ? result.handle : result.message)
        expect(text).toMatch(/denied|ERR_ACCESS_DENIED|no request|connected -\d+|^"\[\]"$|Access to this API/i)
        expect(intruders).toBe(0)
      },
    )

    it('is ended when it floods the channel that carries sockets, or asks for too many connections', async () => {
      const words = { ok: false, message: 'The connector was ended because it sent too much.' }
      expect(await go('flood')).toMatchObject(words)
      expect(await go('many')).toMatchObject(words)
    })
  })
})
