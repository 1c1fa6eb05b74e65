import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { SERVER_CERTIFICATE, SERVER_KEY } from '#egress/fixtures/mutual-tls.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { exitCodeOf } from './exit-code.ts'
import { openServer } from './open-server.ts'

const KEY = `fck_${'a'.repeat(26)}_${'b'.repeat(43)}`

async function serve(listener: RequestListener, tls = false) {
  const made = tls ? createTlsServer({ cert: SERVER_CERTIFICATE, key: SERVER_KEY }, listener) : createServer(listener)
  await new Promise<void>(resolve => made.listen(0, '127.0.0.1', resolve))
  const { port } = made.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      made.closeAllConnections()
      await new Promise(resolve => made.close(resolve))
    },
  }
}

async function failure(address: string, stream?: ReadableStream<Uint8Array>): Promise<AppError> {
  const call = async () =>
    openServer(address, KEY).call('POST', '/api/v1/x', {
      otherwise: 'Nothing was deployed.',
      ...(stream ? { stream } : { body: {} }),
    })
  const error = await call().then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw new Error(`expected a failure, not ${String(error)}`)
  expect(error.detail).not.toContain(KEY)
  return error
}

describe('an address that no key should be sent to', () => {
  it.each([
    ['flow.example.com', 'is no address of a server. It looks like https://'],
    ['ftp://flow.example.com', 'is no address of a server'],
    ['https://ann:secret@flow.example.com', 'carries no name and no password'],
    ['https://flow.example.com/flow', 'ends with its host or port: https://flow.example.com'],
    ['https://flow.example.com?key=1', 'ends with its host or port'],
    ['http://flow.example.com', 'everybody on the way could read the API key. Use https://flow.example.com.'],
  ])('%s is refused before anything is sent', async (address, words) => {
    const error = await failure(address)
    expect(error.code).toBe('wrong_use')
    expect(error.detail).toContain(words)
  })
})

const answer = (status: number, headers: Record<string, string>, body: string) => {
  return (_request: IncomingMessage, response: ServerResponse) => response.writeHead(status, headers).end(body)
}
const problem = (status: number, body: object) =>
  answer(status, { 'content-type': 'application/problem+json' }, JSON.stringify(body))
const HTML = { 'content-type': 'text/html' }

describe('a server that is away', () => {
  it('is told by address, cause, next step, and what did not happen: nothing listens', async () => {
    const { port } = await (async () => {
      await using gone = await serve(answer(200, {}, ''))
      return { port: gone.port }
    })()
    const error = await failure(`http://127.0.0.1:${port}`)
    expect(error.code).toBe('server_unreachable')
    expect(exitCodeOf(error.code)).toBe(3)
    expect(error.detail).toBe(
      `http://127.0.0.1:${port}: nothing listens there. Start the server, or look at the port (ECONNREFUSED). Nothing was deployed.`,
    )
  })

  it('the name is unknown', async () => {
    const error = await failure('https://nowhere.invalid')
    expect(error.detail).toMatch(
      /^https:\/\/nowhere\.invalid: .*Look .*the network.* \((ENOTFOUND|EAI_AGAIN)\)\. Nothing was deployed\.$/,
    )
  })

  it('the certificate is not trusted', async () => {
    await using other = await serve(answer(200, {}, ''), true)
    const error = await failure(`https://localhost:${other.port}`.replace('localhost', '127.0.0.1'))
    expect(error.code).toBe('server_unreachable')
    expect(error.detail).toMatch(/certificate .* Nothing was deployed\.$/)
  })

  it('there is no TLS', async () => {
    await using other = await serve(answer(200, {}, ''))
    expect((await failure(`https://127.0.0.1:${other.port}`)).detail).toContain('it does not speak TLS.')
  })

  it.each([
    ['401', problem(401, { code: 'unauthorized', detail: 'Not known here.' }), 'unauthorized', 'FLOW_APP_KEY'],
    ['403', problem(403, { code: 'forbidden', detail: 'Lacks a scope.' }), 'forbidden', 'keys create <name>'],
    [
      '404 of ours',
      problem(404, { code: 'not_found', detail: 'There is nothing at this address.' }),
      'not_found',
      'It may be an older version.',
    ],
    ['404 of another', answer(404, HTML, '<h1>no</h1>'), 'server_unreachable', 'answers with 404, but not as Flow'],
    ['200 of another', answer(200, HTML, '<h1>hi</h1>'), 'server_unreachable', 'answers with 200, but not as Flow'],
    ['500', problem(500, { code: 'internal', detail: 'A fault.', instance: 'r-1' }), 'internal', '(request r-1)'],
    ['502 of a proxy', answer(502, HTML, 'bad gateway'), 'server_unreachable', '502: it, or a proxy before it'],
    ['429', problem(429, { code: 'rate_limited', detail: 'Too many requests.' }), 'rate_limited', 'Too many requests.'],
    [
      'a way elsewhere',
      answer(302, { location: 'https://login.example.com/x' }, ''),
      'server_unreachable',
      'sends on to https://login.example.com, and a key is sent to nobody else.',
    ],
  ])('%s', async (_which, listener, code, words) => {
    await using server = await serve(listener)
    const error = await failure(server.url)
    expect(error.code).toBe(code)
    expect(error.detail).toContain(words)
    expect(error.detail).toContain(server.url)
    expect(exitCodeOf(error.code)).toBe(3)
  })

  it('a refusal of what was sent reads as it does without a server', async () => {
    await using server = await serve(problem(409, { code: 'schema_changed', detail: 'depot-basic v1: changed.' }))
    expect((await failure(server.url)).detail).toBe('depot-basic v1: changed.')
  })

  it('the connection breaks in the middle of an upload', async () => {
    await using server = await serve(request => void request.once('data', () => request.socket.destroy()))
    let left = 2000
    const stream = new ReadableStream<Uint8Array>({
      async pull(control) {
        await new Promise(setImmediate)
        if (left-- > 0) control.enqueue(new Uint8Array(65_536))
        else control.close()
      },
    })
    const error = await failure(server.url, stream)
    expect(error.code).toBe('server_unreachable')
    expect(error.detail).toContain('the connection broke. Look whether the server still runs')
    expect(error.detail).toMatch(/Nothing was deployed\.$/)
  })
})
