import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { begin } from './begin.ts'
import { answer, CLIENT, config, errorsOf, FRESH, load, REDIRECT } from './fixtures/depot.ts'
import { readPushed } from './read-pushed.ts'

const PAR = { par: { url: 'https://id.depot.example/par' } }
const URN = 'urn:ietf:params:oauth:request_uri:6esc'

const start = (ext: Record<string, Json> = PAR) =>
  begin({
    config: config({ oauth2_ext: ext }),
    client: CLIENT,
    inputs: {},
    scopes: ['read'],
    redirectUri: REDIRECT,
    fresh: FRESH,
  })

describe('par', () => {
  it('9126-1: sends all parameters ahead as the client, and the browser carries two', () => {
    const { push, url, state } = start()
    const plain = new URL(url).searchParams
    expect([push?.request.method, push?.request.url]).toEqual(['POST', 'https://id.depot.example/par'])
    const sent = new URLSearchParams(push?.request.body)
    expect(Object.fromEntries(sent)).toEqual({ ...Object.fromEntries(plain), client_secret: 'canary-secret' })
    expect([sent.get('state'), sent.getAll('client_id')]).toEqual([state, ['abc']])
    expect(push?.url(URN)).toBe(
      `https://id.depot.example/o/oauth2/authorize?client_id=abc&request_uri=${encodeURIComponent(URN)}`,
    )
    expect(JSON.stringify(push?.request)).not.toContain('canary')
  })

  it('9126-1: proves the client as the token request does', () => {
    const { push } = start({ ...PAR, client_auth: 'basic' })
    expect(push?.request.headers['authorization']).toMatch(/^Basic /)
    expect(push?.request.body).not.toContain('canary-secret')
  })

  it('is off unless asked for, and pins its host', () => {
    expect(start({}).push).toBeUndefined()
    expect(load({ oauth2_ext: PAR }).hosts).toContainEqual({ host: 'id.depot.example', key: 'par_url' })
  })

  it('9126-1: reads what stands for them, and takes nothing else for an answer', () => {
    const read = (body: unknown, status: number) => readPushed(config(), answer(body, { status }))
    expect(read({ request_uri: URN, expires_in: 60 }, 201)).toEqual({ ok: true, requestUri: URN })
    expect(read({ error: 'invalid_request' }, 400)).toMatchObject({ ok: false, failure: { class: 'config' } })
    expect(read({ request_uri: '' }, 201)).toMatchObject({ ok: false })
    expect(read('<html>', 503)).toMatchObject({ ok: false, failure: { class: 'transient' } })
  })

  it.each([
    ['no address', { par: 'on' }, ['missing-field']],
    ['another word', { par: 'yes' }, ['type-mismatch']],
    ['an unknown key', { par: { url: '/p', method: 'GET' } }, ['unknown-key']],
    ['no login page', { par: { url: '/p' }, grant: 'client_credentials' }, ['misplaced-name']],
  ])('is refused at load with %s', (_, ext, codes) => {
    expect(errorsOf({ oauth2_token_data: [], oauth2_ext: ext })).toEqual(codes)
  })
})
