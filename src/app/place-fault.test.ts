import { describe, expect, it } from 'vitest'
import type { FailureCause, RunFailure } from '#runner/types.ts'
import { compile } from '#schema/compile.ts'
import type { JsonObject } from '#shared/json.ts'
import { placeFault } from './place-fault.ts'

const text = (title: string, more: JsonObject = {}) => ({ type: 'string', title, ...more })
const url = text('Server URL', { format: 'url' })
const password = text('Password', { format: 'password' })

interface Case {
  properties: JsonObject
  values: JsonObject
  cause: FailureCause
  more?: Partial<RunFailure>
  host?: string
  status?: number
  worded?: boolean
}

function place({ properties, values, cause, more, host = '', status = 0, worded = true }: Case): RunFailure {
  const form = compile(
    { type: 'object', properties },
    { texts: { service: 'depot', chain: ['en'], bundles: {} }, profile: 'installed' },
  )
  const network = { cause, host, status, worded }
  const failure: RunFailure = { ok: false, outcome: 'threw', message: 'm', logs: [], milliseconds: 1, network, ...more }
  return placeFault(failure, { form, values, timeoutMs: 30_000 })
}

const BASIC = {
  properties: { url, user: text('User Name'), password },
  values: { url: 'https://depot.invalid/x', user: 'ann', password: 'p' },
}

describe('a failed request', () => {
  it.each<[FailureCause, number, string | undefined, string]>([
    ['unknown-host', 0, '/url', 'The host is not known. Check the Server URL.'],
    ['refused', 0, '/url', 'The server does not take the connection. Check the Server URL and the port.'],
    [
      'timed-out',
      0,
      '/url',
      'The server did not answer in time. Check that the server can be reached from here, then test again.',
    ],
    [
      'certificate',
      0,
      '/url',
      'The certificate of the server is not trusted here. Check the Server URL, or ask an administrator.',
    ],
    [
      'handshake',
      0,
      '/url',
      'The server does not answer with TLS. Check whether the Server URL begins with http or https, and the port.',
    ],
    ['bad-address', 0, '/url', 'This is not a full address. Write the Server URL as in https://depot.example.com.'],
    [
      'http-401',
      401,
      '/password',
      'The server answered 401: it does not know these credentials. Check the User Name and Password.',
    ],
    [
      'http-403',
      403,
      '/password',
      'The server answered 403: these credentials do not allow it. Check the User Name and Password, or ask for the right.',
    ],
    ['http-404', 404, '/url', 'The server answered 404: there is nothing at this address. Check the Server URL.'],
    ['http-5xx', 503, undefined, 'The server answered 503: it has trouble of its own. Test again later.'],
    ['http-other', 418, undefined, 'The server answered 418, which was not expected. Check the Server URL.'],
  ])('of the class %s is said at the one field that can mend it', (cause, status, field, message) => {
    const placed = place({ ...BASIC, cause, status })
    expect([placed.field, placed.message]).toEqual([field, message])
  })

  it('that the limit ended says how long was waited', () => {
    const { message } = place({ ...BASIC, cause: 'timed-out', more: { outcome: 'timeout' } })
    expect(message).toMatch(/^No answer within 30 seconds\. /)
  })

  it('is said at no field where several could be meant', () => {
    const two = {
      properties: { a: text('API key', { secret: true }), b: password, u: url, w: text('Proxy', { format: 'url' }) },
    }
    const values = { a: '1', b: '2', u: 'https://a.example', w: 'http://b.example' }
    expect(place({ ...two, values, cause: 'http-401' })).not.toHaveProperty('field')
    expect(place({ ...two, values, cause: 'refused' })).not.toHaveProperty('field')
    expect(place({ ...two, values: { b: '2', u: 'https://a.example' }, cause: 'http-401' }).field).toBe('/b')
  })

  it('finds among several addresses the one that holds the host', () => {
    const properties = { url, proxy: text('Proxy', { format: 'url' }) }
    const values = { url: 'https://depot.example.com', proxy: 'http://proxy.invalid:3128' }
    expect(place({ properties, values, cause: 'unknown-host', host: 'proxy.invalid' })).toMatchObject({
      field: '/proxy',
      message: 'Host proxy.invalid is not known. Check the Proxy.',
    })
  })

  it('takes a host by its name where no field is an address by its format', () => {
    const properties = { host: text('Host'), port: { type: 'integer', title: 'Port' }, password }
    expect(place({ properties, values: { host: 'depot', port: 1, password: 'p' }, cause: 'refused' }).field).toBe(
      '/host',
    )
    const properties2 = { name: text('Name'), password }
    expect(
      place({ properties: properties2, values: { name: 'x', password: 'p' }, cause: 'refused' }),
    ).not.toHaveProperty('field')
  })

  it('looks only at fields of the chosen branch', () => {
    const branch = (kind: string, properties: JsonObject) => ({
      title: kind,
      properties: { kind: { type: 'string', const: kind }, ...properties },
    })
    const properties = {
      auth: {
        type: 'object',
        title: 'Auth',
        oneOf: [branch('basic', { password }), branch('key', { key: text('App key', { secret: true }) })],
      },
    }
    const values = { auth: { kind: 'key', key: 'k' } }
    expect(place({ properties, values, cause: 'http-401' })).toMatchObject({
      field: '/auth/key',
      message: expect.stringContaining('Check the App key.'),
    })
  })

  it('leaves the words, the field and the hint of the connector as they are', () => {
    const own = { message: 'Depot cannot be reached', field: '/user', hint: 'Call Ann.' }
    expect(place({ ...BASIC, cause: 'refused', worded: false, more: own })).toMatchObject(own)
  })

  it('adds the next step to words that name none', () => {
    const said = (message: string) => place({ ...BASIC, cause: 'http-401', worded: false, more: { message } }).hint
    expect(said('Depot answered 401')).toBe('Check the User Name and Password.')
    expect(said('Depot answered 401. Check what you typed.')).toBeUndefined()
  })

  it('quotes a title that is a sentence of its own', () => {
    const properties = { url: text('Where is your server?', { format: 'url' }) }
    expect(place({ properties, values: { url: 'https://x' }, cause: 'http-404' }).message).toMatch(
      /Check the field “Where is your server\?”\.$/,
    )
  })
})

it('a failure without a request behind it stays as it is', () => {
  const failure: RunFailure = { ok: false, outcome: 'refused', message: 'No.', logs: [], milliseconds: 1 }
  const form = compile(
    { properties: { url } },
    { texts: { service: 's', chain: [], bundles: {} }, profile: 'installed' },
  )
  expect(placeFault(failure, { form, values: { url: 'x' }, timeoutMs: 1 })).toBe(failure)
})
