import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTestServer, ORIGIN, PAGE_HEADERS, type TestServer } from './fixtures/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await makeTestServer()
  await server.start()
})
afterAll(() => server.remove())

const NEW_KEY = { name: 'k', expiresInDays: null }

describe('the host check', () => {
  it.each(['evil.example', 'localhost:9999', 'localhost', ''])('serves nothing under "%s"', async host => {
    for (const url of ['/', '/api/page/session', '/api/v1/openapi.json', '/healthz', '/nothing']) {
      const answer = await server.inject({ url, headers: { host } })
      expect([answer.statusCode, answer.json().code]).toEqual([421, 'wrong_host'])
    }
  })

  it.each(['127.0.0.1:4600', '[::1]:4600'])('sends a page opened under %s to the one address', async host => {
    const answer = await server.inject({ url: '/connections?x=1', headers: { host, accept: 'text/html' } })
    expect([answer.statusCode, answer.headers.location]).toEqual([307, `${ORIGIN}/connections?x=1`])
  })

  it('never redirects to another host', async () => {
    const answer = await server.inject({ url: '//evil.example/x', headers: { host: '127.0.0.1:4600' } })
    expect(answer.headers.location).toBe(`${ORIGIN}/evil.example/x`)
  })

  it('takes no session elsewhere, but keys', async () => {
    const headers = { host: '127.0.0.1:4600' }
    expect((await server.inject({ url: '/api/page/session', headers })).statusCode).toBe(421)
    expect((await server.inject({ url: '/oauth/return/a/b?code=x', headers })).statusCode).toBe(421)
    expect((await server.inject({ url: '/api/v1/openapi.json', headers })).statusCode).toBe(200)
  })
})

describe('the origin check', () => {
  const post = (headers: Record<string, string>) =>
    server.inject({ method: 'POST', url: '/api/page/keys', headers, payload: JSON.stringify(NEW_KEY) })
  const good = { ...PAGE_HEADERS, 'content-type': 'application/json' }
  const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name))

  it.each(['cross-site', 'same-site'])(
    'opens no session and tells nothing to a page of another site: %s',
    async site => {
      for (const url of ['/api/page/session', '/api/page/accounts']) {
        const answer = await server.inject({ url, headers: { ...PAGE_HEADERS, 'sec-fetch-site': site } })
        expect([answer.statusCode, answer.json().code]).toEqual([403, 'wrong_origin'])
        expect(answer.headers['set-cookie']).toBeUndefined()
      }
      const typed = await server.inject({
        url: '/api/page/session',
        headers: { ...PAGE_HEADERS, 'sec-fetch-site': 'none' },
      })
      expect(typed.statusCode).toBe(200)
    },
  )

  it('lets our own page through', async () => {
    expect((await post(good)).statusCode).toBe(201)
  })

  it('goes by Origin where the browser sends no Sec-Fetch-Site', async () => {
    expect((await post({ ...without('sec-fetch-site'), origin: ORIGIN })).statusCode).toBe(201)
    expect((await post({ ...without('sec-fetch-site'), origin: 'http://localhost:4601' })).statusCode).toBe(403)
  })

  it.each([
    ['another site', { ...good, 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { ...good, 'sec-fetch-site': 'same-site' }],
    ['no page at all', without('sec-fetch-site')],
    ['a form', { ...good, 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form that looks like text', { ...good, 'content-type': 'text/plain' }],
    ['nobody who set our header', without('x-flow')],
  ])('refuses a change that comes from %s', async (_name, headers) => {
    const answer = await post(headers)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'wrong_origin'])
  })

  it('answers no preflight', async () => {
    const headers = { host: 'localhost:4600', origin: 'http://evil.example', 'access-control-request-method': 'POST' }
    const answer = await server.inject({ method: 'OPTIONS', url: '/api/page/keys', headers })
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  })
})

describe('a bad request', () => {
  it('gets pointers to what is wrong in its body', async () => {
    const answer = await server.call('POST', '/api/page/connections', { type: 5, values: [] })
    expect(answer.status).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const body = answer.body as { code: string; errors: { pointer: string }[]; instance: string }
    expect(body.code).toBe('invalid_input')
    expect(body.errors.map(error => error.pointer).sort()).toEqual(['/label', '/type', '/values'])
    expect(body.instance).toMatch(/./)
  })

  it('gets a plain answer for text that is not JSON', async () => {
    const answer = await server.inject({
      method: 'POST',
      url: '/api/page/keys',
      headers: { ...PAGE_HEADERS, 'content-type': 'application/json' },
      payload: '{"name": "canary',
    })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad_request'])
    expect(answer.payload).not.toContain('canary')
  })

  it('gets a plain answer for a body that is too large', async () => {
    const answer = await server.call('POST', '/api/page/keys', { ...NEW_KEY, name: 'x'.repeat(1_100_000) })
    expect(answer.body).toMatchObject({ status: 413, code: 'too_large' })
  })

  it.each([
    ['GET', '/api/page/connections/con_aaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['GET', '/api/page/connections/log_aaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['POST', '/api/page/accounts/nothing/test'],
    ['DELETE', '/api/page/accounts/con_x'],
    ['DELETE', '/api/page/keys/key_aaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['DELETE', '/api/page/providers/prv_aaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['GET', '/api/page/forms/nothing'],
    ['GET', `/validators/${'0'.repeat(64)}.js`],
    ['GET', '/api/page/nothing'],
    ['GET', '/assets/nothing.js'],
  ])('finds nothing at %s %s', async (method, url) => {
    const answer = await server.call(method, url)
    expect(answer.body).toMatchObject({ status: 404, code: 'not_found' })
    expect(answer.headers['cache-control']).toBe('no-store')
  })
})

describe('what every answer carries', () => {
  it('holds the page in its policy', async () => {
    const answer = await server.inject({ url: '/some/page', headers: { ...PAGE_HEADERS, accept: 'text/html' } })
    expect(answer.payload).toContain('The page')
    expect(answer.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    )
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin-allow-popups',
      'cache-control': 'no-cache',
    })
  })

  it('lets browsers keep what is named by its content', async () => {
    const answer = await server.inject({ url: '/assets/app-1a2b.js', headers: PAGE_HEADERS })
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  it('opens a session in a cookie no script can read, and keeps it', async () => {
    const first = await server.inject({ url: '/api/page/session', headers: PAGE_HEADERS })
    const [cookie] = first.cookies
    expect(cookie).toMatchObject({ name: 'fc_sid_4600', httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(first.json()).toMatchObject({
      mode: 'single',
      publicUrl: ORIGIN,
      runnerLevel: expect.stringMatching(/^(process|bubblewrap)$/),
    })
    const second = await server.inject({
      url: '/api/page/session',
      headers: { ...PAGE_HEADERS, cookie: `fc_sid_4600=${cookie?.value}` },
    })
    expect(second.cookies).toEqual([])
  })
})

describe('the pages of a sign-in', () => {
  it('run exactly their own script and style and keep the hold of the window', async () => {
    const answer = await server.inject({ url: '/oauth/opening', headers: PAGE_HEADERS })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cross-origin-opener-policy']).toBe('unsafe-none')
    expect(answer.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    )
  })

  it.each(['/oauth/start/att_x', '/oauth/return/a/b?code=c&state=canary', '/oauth/done/att_x'])(
    'say in words that the session is missing at %s',
    async url => {
      const answer = await server.inject({ url, headers: PAGE_HEADERS })
      expect(answer.statusCode).toBe(400)
      expect(answer.headers['content-type']).toContain('text/html')
      expect(answer.payload).toContain('The sign-in lost its browser session')
      expect(answer.payload).not.toContain('canary')
      expect(answer.headers['referrer-policy']).toBe('no-referrer')
    },
  )
})

describe('a request that cannot be read', () => {
  it.each([
    ['an address with half an escape', '/api/page/connections/%zz', 400, 'bad_request'],
    ['a sign-in address with half an escape', '/oauth/done/%zz', 400, 'bad_request'],
    ['an id longer than any', `/api/page/connections/con_${'a'.repeat(400)}`, 404, 'not_found'],
  ])('is a problem document too: %s', async (_, url, status, code) => {
    const answer = await server.inject({ url, headers: PAGE_HEADERS })
    expect([answer.statusCode, answer.headers['content-type'], answer.json().code]).toEqual([
      status,
      'application/problem+json',
      code,
    ])
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it.each([
    ['lists', '['.repeat(20_000), ']'.repeat(20_000)],
    ['objects', '{"a":'.repeat(20_000), `1${'}'.repeat(20_000)}`],
  ])('is refused as input when it is %s nested without end', async (_, open, close) => {
    const headers = { ...PAGE_HEADERS, 'content-type': 'application/json' }
    const payload = `{"type":"depot-basic","label":"Deep1","values":{"url":${open}${close}}}`
    const answer = await server.inject({ method: 'POST', url: '/api/page/connections', headers, payload })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'invalid_input'])
  })
})
