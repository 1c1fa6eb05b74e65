import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGate } from '#egress/fixtures/open-gate.ts'
import type { JsonObject } from '#shared/json.ts'
import { createRunner } from './create-runner.ts'
import type { Runner } from './types.ts'

const ROOT = fileURLToPath(new URL('../../examples/connectors', import.meta.url))
const PRACTICE = `Basic ${Buffer.from('practice:let-me-in').toString('base64')}`

/** What the samples ask of their services, in small: a status and a body. */
function answer(request: IncomingMessage): [status: number, body: object] {
  const url = new URL(request.url ?? '/', 'http://service')
  const { authorization } = request.headers
  const key = request.headers['x-app-key'] ?? url.searchParams.get('appKey')
  const status = (known: boolean, otherwise = 401) => (known ? 200 : otherwise)
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /whoami':
      return [status(authorization === PRACTICE || key === 'practice-app-key'), { user: 'practice' }]
    case 'GET /Windchill/servlet/odata/PTC/GetCSRFToken()':
      return [status(authorization === PRACTICE), { NonceKey: 'CSRF_NONCE', NonceValue: 'x' }]
    case 'POST /Thingworx/Resources/CurrentSessionInfo/Services/GetCurrentUser':
      return [status(request.headers['appkey'] === 'twx' || authorization === PRACTICE), { rows: [] }]
    case 'GET /api/v1/subscriptions/A-1':
      return [status(authorization === 'Bearer bill', 403), {}]
    default:
      return [404, {}]
  }
}

let server: Server
let runner: Runner
let cacheDir: string
let base: string
beforeAll(async () => {
  server = createServer((request, response) => {
    const [status, body] = answer(request)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  cacheDir = mkdtempSync(join(tmpdir(), 'flow-samples-'))
  runner = await createRunner({ gate: openGate(['localhost:*']), cacheDir, requireSigusr1Disabled: false })
})
afterAll(async () => {
  await runner.close()
  rmSync(cacheDir, { recursive: true, force: true })
  await new Promise(resolve => server.close(resolve))
})

function run(type: string, operation: 'connect' | 'validate', input: JsonObject) {
  const service = type.startsWith('cloud-billing') ? 'cloud-billing' : (type.split('-')[0] ?? '')
  const root = join(ROOT, service)
  return runner.run({
    root,
    folder: join(root, 'auth', 'connection', type, 'v1'),
    operation,
    input,
    options: { name: type, version: 'v1', service, reason: 'test', locale: 'en' },
    timeoutMs: 20_000,
    secrets: [],
  })
}

/** Values that are right, by type, and how each fails: changed values, the sentence, the field. */
const TYPES: Record<string, { good: () => JsonObject; bad: [JsonObject, string, string][]; handle: JsonObject }> = {
  'practice-basic': {
    good: () => ({ url: base, username: 'practice', password: 'let-me-in' }),
    bad: [
      [{ password: 'wrong' }, 'Practice answered 401. Check what you typed.', '/password'],
      [{ url: '/elsewhere' }, 'Practice answered 404. Check the Server URL.', '/url'],
    ],
    handle: { username: 'practice', password: 'let-me-in' },
  },
  'practice-key': {
    good: () => ({ url: `${base}/`, app_key: 'practice-app-key', sending: { place: 'query', query_name: 'appKey' } }),
    bad: [
      [{ app_key: 'wrong' }, 'Practice answered 401. Check what you typed.', '/app_key'],
      [
        { sending: { place: 'header', header_name: 'X-Other' } },
        'Practice answered 401. Check what you typed.',
        '/app_key',
      ],
    ],
    handle: { headers: {}, query: { appKey: 'practice-app-key' } },
  },
  'windchill-basic': {
    good: () => ({ url: `${base}/Windchill/`, user: 'practice', password: 'let-me-in' }),
    bad: [
      [{ user: 'nobody' }, 'Windchill answered 401. Check user name and password.', '/password'],
      [{ url: '/other' }, 'Windchill answered 404, but not as its REST services do. Check the URL.', '/url'],
    ],
    handle: { user: 'practice', password: 'let-me-in' },
  },
  'thingworx-app-key': {
    good: () => ({ url: `${base}/Thingworx`, app_key: 'twx' }),
    bad: [[{ app_key: 'old' }, 'ThingWorx answered 401. Check the app key.', '/app_key']],
    handle: { headers: { appKey: 'twx' } },
  },
  'thingworx-basic': {
    good: () => ({ url: `${base}/Thingworx`, user: 'practice', password: 'let-me-in', requests: { parallel: 5 } }),
    bad: [
      [{ password: 'old' }, 'ThingWorx answered 401. Check user name and password.', '/password'],
      [{ url: '' }, 'ThingWorx answered 404. Check the URL.', '/url'],
    ],
    handle: { headers: { authorization: PRACTICE }, requests: { parallel: 5 } },
  },
  'cloud-billing-account': {
    good: () => ({ email: 'ana@example.com', subscription_id: 'A-1', account_url: base, api_token: 'bill' }),
    bad: [
      [{ api_token: 'old' }, 'Cloud Billing answered 403. Check email and API token.', '/api_token'],
      [
        { subscription_id: 'A-2' },
        'Cloud Billing does not know this subscription. Check the Subscription ID.',
        '/subscription_id',
      ],
    ],
    handle: { subscription_id: 'A-1' },
  },
}

describe.each(Object.entries(TYPES))('%s', (type, { good, bad, handle }) => {
  it('is valid with the right values, and makes its handle', async () => {
    expect(await run(type, 'validate', good())).toMatchObject({ ok: true })
    expect(await run(type, 'connect', good())).toMatchObject({ ok: true, handle })
  })

  it.each(bad)('says in its own words what is wrong, and at which field: %j', async (change, message, field) => {
    const { url } = change
    const values = { ...good(), ...change, ...(typeof url === 'string' ? { url: base + url } : {}) }
    expect(await run(type, 'validate', values)).toMatchObject({ ok: false, outcome: 'refused', message, field })
  })
})
