import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCookieBrowser } from '../../examples/practice/cookie-browser.ts'
import { type Practice, startPractice } from '../../examples/practice/start-practice.ts'
import { makeTestServer, ORIGIN, PAGE_HEADERS, type TestServer } from './fixtures/test-server.ts'

const HTML = { accept: 'text/html', 'sec-fetch-site': 'none' }
const COOKIE = 'fc_sid_4600'
const TICKET = 'fc_sso_4600'

let folder: string
let practice: Practice
let server: TestServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-team-'))
  practice = await startPractice({
    dataDir: join(folder, 'provider'),
    redirectUris: [`${ORIGIN}/sign-in/return`],
    providerPort: 0,
    targetPort: 0,
  })
  await writeFile(join(folder, 'secret'), practice.clientSecret)
  server = await makeTestServer({
    deployment: { publicUrl: ORIGIN },
    team: {
      FLOW_MODE: 'team',
      FLOW_OIDC_ISSUER: practice.providerUrl,
      FLOW_OIDC_CLIENT_ID: practice.clientId,
      FLOW_OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
    },
  })
  await server.start()
})

afterAll(async () => {
  await server.remove()
  await practice.close()
  await rm(folder, { recursive: true, force: true })
})

function cookieOf(headers: Record<string, unknown>, name: string): string {
  const lines = [headers['set-cookie'] ?? []].flat().map(String)
  return new RegExp(`^${name}=([^;]*)`).exec(lines.find(line => line.startsWith(`${name}=`)) ?? '')?.[1] ?? ''
}

async function begin(to = '/') {
  const answer = await server.inject({
    method: 'GET',
    url: `/sign-in/start?to=${encodeURIComponent(to)}`,
    headers: { host: PAGE_HEADERS.host, 'sec-fetch-site': 'same-origin' },
  })
  return {
    status: answer.statusCode,
    location: String(answer.headers.location),
    ticket: cookieOf(answer.headers, TICKET),
  }
}

/** Through the pages of the sign-in service, to the query it sends back. */
async function visit(location: string, user: string): Promise<string> {
  const browser = createCookieBrowser()
  const page = (await browser.get(location)).location ?? ''
  const resumed = await browser.post(`${page}/login`, { user, password: 'let-me-in' })
  const consent = (await browser.get(resumed.location ?? '')).location ?? ''
  const allowed = await browser.post(`${consent}/allow`, {})
  return new URL((await browser.get(allowed.location ?? '')).location ?? '').search
}

let callers = 0

function comeBack(query: string, cookies: Record<string, string>) {
  return server.inject({
    // Each from an address of its own: failures are counted by it.
    remoteAddress: `10.0.0.${++callers}`,
    method: 'GET',
    url: `/sign-in/return${query}`,
    headers: { host: PAGE_HEADERS.host, 'sec-fetch-site': 'cross-site', accept: 'text/html' },
    cookies,
  })
}

async function signIn(user: string): Promise<string> {
  const { location, ticket } = await begin()
  const answer = await comeBack(await visit(location, user), { [TICKET]: ticket })
  expect(answer.statusCode).toBe(303)
  return cookieOf(answer.headers, COOKIE)
}

const as = (cookie: string) => ({ cookie: `${COOKIE}=${cookie}` })

describe('team mode with a sign-in service', () => {
  it('answers nobody but who is signed in', async () => {
    const answer = await server.call('GET', '/api/page/accounts')
    expect(answer).toMatchObject({ status: 401, body: { code: 'signed_out' } })
    const page = await server.call('GET', '/providers?x=1', undefined, HTML)
    expect(page.text).toContain('/sign-in/start?to=%2Fproviders%3Fx%3D1')
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store' })
  })

  it('signs somebody in, and back to where they wanted to go', async () => {
    const { location, ticket, status } = await begin('/providers')
    expect(status).toBe(303)
    const asked = new URL(location).searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('nonce')).toHaveLength(43)
    expect(ticket).not.toContain(asked.get('state'))
    const planted = 'A'.repeat(43)
    const answer = await comeBack(await visit(location, 'planner'), { [TICKET]: ticket, [COOKIE]: planted })
    expect(answer.headers.location).toBe(`${ORIGIN}/providers`)
    const cookie = cookieOf(answer.headers, COOKIE)
    expect(cookie).toHaveLength(43)
    expect(cookie).not.toBe(planted)
    const session = await server.call('GET', '/api/page/session', undefined, as(cookie))
    expect(session.body).toMatchObject({ mode: 'team', signsOut: true, wantsAdmin: true, user: { admin: false } })
  })

  it('makes one administrator by the code of its start, and keeps everybody else out of what concerns all', async () => {
    const cookie = await signIn('planner')
    expect(await server.call('GET', '/api/page/keys', undefined, as(cookie))).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    const redeem = (code: string, who: string) =>
      server.call('POST', '/api/page/session/first-admin', { code }, as(who))
    const code = server.app().firstAdminCode ?? ''
    expect((await redeem(`${code}0`, cookie)).status).toBe(403)
    expect((await redeem(code, cookie)).status).toBe(204)
    expect((await server.call('GET', '/api/page/keys', undefined, as(cookie))).status).toBe(200)
    const other = await signIn('buyer')
    expect((await redeem(code, other)).status).toBe(403)
  })

  it('ends sessions here and everywhere', async () => {
    const [one, two] = [await signIn('planner'), await signIn('planner')]
    const list = await server.call('GET', '/api/page/sessions', undefined, as(one))
    const { items } = list.body as { items: { id: string; current: boolean }[] }
    expect(items.filter(item => item.current)).toHaveLength(1)
    const alive = async (cookie: string) =>
      (await server.call('GET', '/api/page/session', undefined, as(cookie))).status
    expect((await server.call('POST', '/api/page/session/end', { everywhere: false }, as(one))).status).toBe(204)
    expect([await alive(one), await alive(two)]).toEqual([401, 200])
    await server.call('POST', '/api/page/session/end', { everywhere: true }, as(two))
    expect(await alive(two)).toBe(401)
  })

  it.each<[string, (query: string) => string, Record<string, string>, string]>([
    ['a state of another sign-in', (query: string) => query.replace(/state=[^&]*/, 'state=x'), {}, 'did not begin'],
    ['no cookie', (query: string) => query, { [TICKET]: '' }, 'did not begin'],
    ['a forged cookie', (query: string) => query, { [TICKET]: 'AAAA' }, 'did not begin'],
    ['another code', (query: string) => query.replace(/code=[^&]*/, 'code=x'), {}, 'failed a check'],
    [
      'another issuer',
      (query: string) => query.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example'),
      {},
      'failed a check',
    ],
    ['a refusal', (query: string) => query.replace(/code=[^&]*/, 'error=access_denied'), {}, 'access_denied'],
  ])('signs nobody in on %s', async (_name, change, cookies, words) => {
    const { location, ticket } = await begin()
    const answer = await comeBack(change(await visit(location, 'planner')), { [TICKET]: ticket, ...cookies })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.payload).toContain(words)
    expect(cookieOf(answer.headers, COOKIE)).toBe('')
  })

  it('takes a code once', async () => {
    const { location, ticket } = await begin()
    const query = await visit(location, 'planner')
    expect((await comeBack(query, { [TICKET]: ticket })).statusCode).toBe(303)
    expect((await comeBack(query, { [TICKET]: ticket })).statusCode).toBeGreaterThanOrEqual(400)
  })
})
