import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error.ts'
import { createFetch } from './create-fetch.ts'
import { openGate } from './fixtures/open-gate.ts'

const gate = openGate(['localhost:*'])
const fetch = createFetch({ userAgent: 'flow-test/1', gate })
const servers: { close(): unknown; closeAllConnections?(): void }[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.()
    server.close()
  }
})

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener)
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

describe('createFetch', () => {
  it('sends method, headers and body, and gives back status, headers and bytes', async () => {
    const seen: unknown[] = []
    const origin = await serve((request, response) => {
      let body = ''
      request.on('data', chunk => {
        body += chunk
      })
      request.on('end', () => {
        seen.push([request.method, request.url, request.headers['x-one'], request.headers['user-agent'], body])
        response.writeHead(201, { 'Content-Type': 'text/plain' }).end('hello')
      })
    })
    const answer = await fetch({ method: 'POST', url: `${origin}/a?b=1`, headers: { 'X-One': '1' }, body: 'x=y' })
    expect(seen).toEqual([['POST', '/a?b=1', '1', 'flow-test/1', 'x=y']])
    expect(answer.status).toBe(201)
    expect(answer.headers['content-type']).toBe('text/plain')
    expect(Buffer.from(answer.bytes).toString()).toBe('hello')
    expect(answer.receivedAt).toBeGreaterThan(1_700_000_000_000)
  })

  it.each([301, 302, 307, 308])('HTTP-1 hands a %i back instead of following it', async status => {
    const paths: string[] = []
    const origin = await serve((request, response) => {
      paths.push(request.url ?? '')
      response.writeHead(status, { location: '/elsewhere' }).end()
    })
    const answer = await fetch({ method: 'POST', url: `${origin}/token`, headers: {}, body: 'code=1' })
    expect(answer.status).toBe(status)
    expect(paths).toEqual(['/token'])
  })

  it('unpacks gzip', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}'))
    })
    const answer = await fetch({ method: 'GET', url: origin, headers: {} })
    expect(Buffer.from(answer.bytes).toString()).toBe('{"a":1}')
  })

  it('refuses an answer above 1 MiB, also one that only unpacks to more', async () => {
    const plain = await serve((_, response) => response.end(Buffer.alloc(1_048_577)))
    const packed = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(30_000_000)))
    })
    for (const url of [plain, packed]) {
      const error = await failureOf(fetch({ method: 'GET', url, headers: {} }))
      expect(error.meta).toMatchObject({ cause: 'too-large', sent: true })
    }
  })

  it('says refused when nobody listens, and that nothing was sent', async () => {
    const closed = createTcpServer()
    await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise(resolve => closed.close(resolve))
    const error = await failureOf(fetch({ method: 'GET', url: `http://127.0.0.1:${port}/?code=canary`, headers: {} }))
    expect(error.meta).toMatchObject({ cause: 'refused', sent: false })
    expect(error.detail).not.toContain('canary')
  })

  it('HTTP-2 gives up on a server that trickles, and says that the request was sent', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200)
      response.write('{')
    })
    const hasty = createFetch({ userAgent: 'flow-test/1', gate, wholeMs: 150 })
    const error = await failureOf(hasty({ method: 'GET', url: origin, headers: {} }))
    expect(error.meta).toMatchObject({ cause: 'timed-out', sent: true })
  })

  it('says reset when the server hangs up', async () => {
    const origin = await serve(request => request.socket.destroy())
    const error = await failureOf(fetch({ method: 'POST', url: origin, headers: {}, body: 'a' }))
    expect(error.meta).toMatchObject({ cause: 'reset', sent: true })
  })

  it.each(['ftp://h/', 'file:///etc/passwd', 'http://user:canary@h/', 'nonsense'])('refuses %s unasked', async url => {
    const error = await failureOf(fetch({ method: 'GET', url, headers: {} }))
    expect(error.meta).toMatchObject({ cause: 'refused-by-policy', sent: false })
    expect(error.detail).not.toContain('canary')
  })

  it('says certificate when https is spoken with a stranger', async () => {
    const origin = await serve((_, response) => response.end('x'))
    const error = await failureOf(fetch({ method: 'GET', url: origin.replace('http:', 'https:'), headers: {} }))
    expect(error.code).toBe('temporarily_unavailable')
    expect(error.meta['cause']).toBe('certificate')
  })
})
