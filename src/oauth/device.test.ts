import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { devicePollRequest, deviceRequest, readDevice, readDevicePoll } from './device.ts'
import { answer, CLIENT, config, errorsOf, FRESH, load } from './fixtures/depot.ts'

const EXT = { grant: 'device_code', device: { url: '/device' } }
const PLAIN = { oauth2_token_data: [], oauth2_ext: EXT }
const INPUT = { client: CLIENT, inputs: {}, scopes: ['read'], fresh: FRESH }
const CODE = { device_code: 'canary-device', user_code: 'WDJB-MJHT', verification_uri: 'https://id.depot.example/d' }

const form = (body: string | undefined) => Object.fromEntries(new URLSearchParams(body))

describe('the grant device_code', () => {
  it('8628-1: asks for a code as the client, with scopes, and then for tokens with that code', () => {
    const made = config(PLAIN)
    const client = { client_id: 'abc', client_secret: 'canary-secret' }
    const first = deviceRequest({ ...INPUT, config: made })
    expect([first.url, form(first.body)]).toEqual([
      'https://id.depot.example/o/oauth2/device',
      { ...client, scope: 'read' },
    ])
    const second = devicePollRequest({ ...INPUT, config: made, deviceCode: 'canary-device' })
    expect([second.url, form(second.body)]).toEqual([
      'https://id.depot.example/o/oauth2/token',
      { ...client, grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'canary-device' },
    ])
    expect(JSON.stringify([first, second])).not.toContain('canary')
  })

  it('needs no login page, pins its address, and has no values of one', () => {
    const loaded = load({ ...PLAIN, oauth2_auth_url: '' })
    expect(loaded.config).not.toBeNull()
    expect(loaded.hosts).toContainEqual({ host: 'id.depot.example', key: 'device_url' })
    expect(loaded.hosts.some(({ key }) => key === 'auth_url')).toBe(false)
    expect(errorsOf({ ...PLAIN, oauth2_token_data: ['{"code":"{code}"}'] })).toEqual(['misplaced-name'])
  })

  it('8628-1: waits five seconds unless told otherwise', () => {
    const read = (more: JsonObject) => readDevice(config(PLAIN), answer({ ...CODE, ...more }))
    expect(read({})).toEqual({
      ok: true,
      device: {
        deviceCode: 'canary-device',
        userCode: 'WDJB-MJHT',
        page: 'https://id.depot.example/d',
        interval: 5,
        life: 1800,
      },
    })
    expect(read({ interval: '7', expires_in: 600 })).toMatchObject({ device: { interval: 7, life: 600 } })
  })

  it('8628-2: fills the code in only where the server sent such an address', () => {
    const filled = `${CODE.verification_uri}?user_code=WDJB-MJHT`
    const read = readDevice(config(PLAIN), answer({ ...CODE, verification_uri_complete: filled }))
    expect(read).toMatchObject({ device: { page: CODE.verification_uri, filledPage: filled } })
    const odd = readDevice(config(PLAIN), answer({ ...CODE, verification_uri_complete: 'javascript:alert(1)' }))
    expect(odd).toMatchObject({ ok: true, device: { page: CODE.verification_uri } })
    expect(JSON.stringify(odd)).not.toContain('javascript')
  })

  it.each([
    { ...CODE, verification_uri: 'javascript:alert(1)' },
    { ...CODE, verification_uri: 'http://id.depot.example/d' },
    { ...CODE, verification_uri: 'https://a@id.depot.example/d' },
    { ...CODE, user_code: '' },
    { ...CODE, device_code: 7 },
    { ...CODE, error: 'invalid_client' },
  ])('takes %j for no code', body => {
    expect(readDevice(config(PLAIN), answer(body))).toMatchObject({ ok: false })
  })

  it('8628-1: goes on while pending, slows down for good, backs off from a server in trouble, and else ends', () => {
    const poll = (body: unknown, status = 400, interval = 5) =>
      readDevicePoll(config(PLAIN), answer(body, { status }), interval)
    expect(poll({ error: 'authorization_pending' })).toEqual({ done: false, interval: 5 })
    expect(poll({ error: 'slow_down' })).toEqual({ done: false, interval: 10 })
    expect(poll('<html>', 503)).toEqual({ done: false, interval: 10 })
    expect(poll('', 503, 50)).toEqual({ done: false, interval: 60 })
    for (const error of ['expired_token', 'access_denied', 'invalid_grant'])
      expect(poll({ error })).toEqual({ done: true })
    expect(poll({ access_token: 'a' }, 200)).toEqual({ done: true })
  })
})
