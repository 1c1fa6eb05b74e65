import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FakeProvider, startFakeProvider } from '#app/logins/fixtures/fake-provider.ts'
import type { Account } from '#shared/contract/accounts.ts'
import type { AttemptStatus, StartedAttempt } from '#shared/contract/logins.ts'
import { loadDepotLogin, writeDepotLogin } from './fixtures/depot-oauth.ts'
import { openTestBrowser } from './fixtures/test-browser.ts'
import { makeTestServer, ORIGIN, type TestServer } from './fixtures/test-server.ts'

let server: TestServer
let provider: FakeProvider
let providerId: string

beforeAll(async () => {
  provider = await startFakeProvider()
  provider.steps['/device'] = [
    {
      body: {
        device_code: 'canary-device',
        user_code: 'WDJB-MJHT',
        verification_uri: 'https://id.depot.example/device',
        interval: 1,
        expires_in: 600,
      },
    },
  ]
  server = await makeTestServer()
  await writeDepotLogin(server.depot, {
    name: 'depot-cloud',
    title: 'Depot Cloud',
    version: 'v1',
    published: true,
    oauth_type: 'OAuth2',
    base_url: provider.origin,
    oauth2_token_url: '/token',
    oauth2_validate_url: '/me',
    oauth2_params_scope: ['{"openid":"Know who you are"}'],
    oauth2_ext: { grant: 'device_code', device: { url: '/device' } },
  })
  await server.start()
  providerId = await loadDepotLogin(server)
})

afterAll(async () => {
  await server.remove()
  await provider.close()
})

it('8628-2: shows the code in the language of the browser, goes on when it was entered, and ends in a login', async () => {
  const { call, visit } = await openTestBrowser(server)
  const body = { providerId, scopes: ['openid'], inputs: {}, purpose: 'new', mode: 'popup' }
  const { id, startUrl } = (await call('POST', '/api/page/oauth/attempts', body)).body as StartedAttempt
  const started = await visit(startUrl)
  expect([started.statusCode, started.headers['location']]).toEqual([303, `${ORIGIN}/oauth/device/${id}`])
  const page = await visit(`/oauth/device/${id}`)
  expect(page.statusCode).toBe(200)
  expect(page.headers['cache-control']).toBe('no-store')
  expect(page.body).toContain('<html lang="en">')
  expect(page.body).toContain('<h1>Sign in to Depot Cloud</h1>')
  expect(page.body).toContain('<strong>WDJB-MJHT</strong>')
  expect(page.body).toContain('href="https://id.depot.example/device"')
  expect(page.body).not.toContain('canary')
  const german = await visit(`/oauth/device/${id}`, { 'accept-language': 'de-AT,de;q=0.9' })
  expect(german.body).toContain('<html lang="de">')
  expect(german.body).toContain('<h1>Bei Depot Cloud anmelden</h1>')
  // Somebody else who has the address is shown nothing.
  expect((await server.inject({ url: `/oauth/device/${id}`, headers: { host: 'localhost:4600' } })).body).not.toContain(
    'WDJB',
  )
  let last = german
  for (let i = 0; i < 30 && last.statusCode === 200; i++) {
    await new Promise(resolve => setTimeout(resolve, 200))
    last = await visit(`/oauth/device/${id}`)
  }
  expect([last.statusCode, last.headers['location']]).toEqual([303, `${ORIGIN}/oauth/done/${id}`])
  expect(((await call('GET', `/api/page/oauth/attempts/${id}`)).body as AttemptStatus).status).toBe('granted')
  const done = await visit(`/oauth/done/${id}`, { 'accept-language': 'de' })
  expect(done.body).toContain('<h1>Angemeldet</h1>')
  const added = await call('POST', '/api/page/logins', { attemptId: id, label: 'Depot1', inputs: {} })
  expect((added.body as Account).label).toBe('Depot1')
})
