import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CA, CLIENT_CERTIFICATE, CLIENT_KEY, SERVER_CERTIFICATE, SERVER_KEY } from '#egress/fixtures/mutual-tls.ts'
import { type LoginWorld, openLoginWorld, refusalOf } from './fixtures/login-world.ts'
import { freshTokens } from './fresh-tokens.ts'

let world: LoginWorld
let server: ReturnType<typeof createServer>
let origin: string
/** Path and holder of the certificate, request by request. */
let callers: string[]

beforeEach(async () => {
  callers = []
  const tls = { ca: CA, cert: SERVER_CERTIFICATE, key: SERVER_KEY, requestCert: true, rejectUnauthorized: true }
  server = createServer(tls, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate()
    callers.push(`${request.url} ${subject?.CN}`)
    const tokens = {
      access_token: 'canary-access',
      refresh_token: 'canary-refresh',
      token_type: 'bearer',
      expires_in: 60,
    }
    response.end(JSON.stringify(request.url === '/me' ? { sub: 'mklein' } : tokens))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `https://localhost:${(server.address() as AddressInfo).port}`
  world = await openLoginWorld()
  world.document['oauth2_ext'] = { client_auth: 'none', client_certificate: 'required' }
  world.document['oauth2_token_url'] = `${origin}/token`
  world.document['oauth2_validate_url'] = `${origin}/me`
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  expect(world.logged()).not.toContain('PRIVATE KEY')
  await world.close()
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

const KEYS = { CERTIFICATE: CLIENT_CERTIFICATE, PRIVATE_KEY: CLIENT_KEY }

describe('client_certificate', () => {
  it('8705-1: shows the certificate of the provider to get, check and renew tokens', async () => {
    await world.load({ ...KEYS, CA })
    const id = await world.addLogin()
    world.clock.shift = 3_600_000
    const row = await world.context.store.accounts.get(id)
    expect(row && (await freshTokens(world.context, row, { minTtl: 0 })).credVersion).toBe(2)
    expect(callers).toEqual(['/token client', '/me client', '/token client'])
  })

  it('8705-1: gets no token without one', async () => {
    world.document['oauth2_ext'] = { client_auth: 'none' }
    await world.load({ CA })
    expect((await world.signIn()).status).toBe('failed')
    expect(callers).toEqual([])
  })

  it.each([
    ['no certificate', { PRIVATE_KEY: CLIENT_KEY }, 'CERTIFICATE, and it is missing'],
    ['no key', { CERTIFICATE: CLIENT_CERTIFICATE }, 'PRIVATE_KEY, and it is missing'],
    ['a key of another', { CERTIFICATE: CLIENT_CERTIFICATE, PRIVATE_KEY: SERVER_KEY }, 'is not the key of CERTIFICATE'],
    ['no certificate at all', { CERTIFICATE: 'nonsense', PRIVATE_KEY: CLIENT_KEY }, 'is no certificate'],
  ])('8705-1: is refused at load with %s', async (_, keys, words) => {
    const refused = await refusalOf(world.load(keys))
    expect(refused.detail).toContain(words)
  })
})
