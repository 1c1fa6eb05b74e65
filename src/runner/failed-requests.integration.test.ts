import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FailingServers, startFailingServers } from './fixtures/failing-servers.ts'
import { request, startRunner } from './fixtures/start-runner.ts'

let runner: Awaited<ReturnType<typeof startRunner>>
let servers: FailingServers
beforeAll(async () => {
  ;[runner, servers] = await Promise.all([startRunner(), startFailingServers()])
})
afterAll(async () => {
  await Promise.all([runner.stop(), servers.close()])
})

const call = (url: string, more: object = {}) =>
  runner.run(
    request('network', 'validate', { input: { url, ...more }, timeoutMs: 'ignoresSignal' in more ? 700 : 20_000 }),
  )

describe('a failed request', () => {
  it.each([
    ['401', 'http-401', 'The server answered 401: it does not know these credentials. Check them.'],
    [
      '403',
      'http-403',
      'The server answered 403: these credentials do not allow it. Check them, or ask for the right.',
    ],
    ['404', 'http-404', 'The server answered 404: there is nothing at this address. Check it.'],
    ['502', 'http-5xx', 'The server answered 502: it has trouble of its own. Test again later.'],
    ['429', 'http-other', 'The server answered 429: it was asked too often. Test again later.'],
    ['302', 'http-other', 'The server answered 302, which was not expected. Check the address.'],
  ])('is put in words by its status: %s', async (status, cause, message) => {
    expect(await call(`${servers.answering}/${status}`)).toMatchObject({
      message,
      network: { cause, status: Number(status), worded: true },
    })
  })

  it('is put in words when nobody listens', async () => {
    expect(await call(servers.closed)).toMatchObject({
      message: 'The server does not take the connection. Check the address and the port.',
      network: { cause: 'refused' },
    })
  })

  it('is put in words when the name is not known', async () => {
    expect(await call('http://depot.invalid/')).toMatchObject({
      message: 'Host depot.invalid is not known. Check the address.',
      network: { cause: 'unknown-host', host: 'depot.invalid' },
    })
  })

  it('is put in words when nobody vouches for the certificate', async () => {
    expect(await call(servers.selfSigned)).toMatchObject({
      message: 'The certificate of the server is not trusted here. Check the address, or ask an administrator.',
      network: { cause: 'certificate' },
    })
  })

  it('is put in words when the other side speaks no TLS', async () => {
    expect(await call(servers.plainAsTls)).toMatchObject({
      message:
        'The server does not answer with TLS. Check whether the address begins with http or https, and the port.',
      network: { cause: 'handshake' },
    })
  })

  it.each(['depot', 'ftp://depot.example.com', 'http://127.0.0.1:1'])(
    'is put in words when no request can be made of %j',
    async url => {
      expect(await call(url)).toMatchObject({
        message: 'This is not a full address. Write the address as in https://depot.example.com.',
        network: { cause: 'bad-address' },
      })
    },
  )

  it.each([
    ['hands the signal on', { ignoresSignal: false }],
    ['knows no signal', { ignoresSignal: true }],
  ])(
    'that is still open at the limit is told from code that never calls back: a connector that %s',
    async (_, more) => {
      expect(await call(servers.hanging, more)).toMatchObject({
        outcome: 'timeout',
        message: 'No answer within 0.7 seconds. Check that the server can be reached from here, then test again.',
        network: { cause: 'timed-out' },
      })
      const mute = request('endings', 'validate', { input: { answer: 'forgets' }, timeoutMs: 500 })
      const silent = await runner.run(mute)
      expect(silent).toMatchObject({ message: 'The connector gave no answer within 0.5 seconds.' })
      expect(silent).not.toHaveProperty('network')
    },
  )

  it.each([
    ['axios401', 'The server answered 401: it does not know these credentials. Check them.'],
    [
      'axiosTimeout',
      'The server did not answer in time. Check that the server can be reached from here, then test again.',
    ],
    ['gotRefused', 'The server does not take the connection. Check the address and the port.'],
    ['requestPromise', 'The server answered 503: it has trouble of its own. Test again later.'],
    [
      'altName',
      'The certificate of depot.example.com is not trusted here. Check the address, or ask an administrator.',
    ],
    ['wrapped', 'Depot cannot be reached'],
    ['phrase', 'The server answered 401: it does not know these credentials. Check them.'],
  ])('of an HTTP library speaks by its class, and of an author by his words: %s', async (like, message) => {
    expect(await call(servers.closed, { like })).toMatchObject({ message })
  })

  it('has a class also where the author found words', async () => {
    expect(await call(servers.closed, { like: 'wrapped' })).toMatchObject({
      network: { cause: 'unknown-host', host: 'depot.invalid', worded: false },
    })
  })
})
