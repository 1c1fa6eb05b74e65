import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { answer, CLIENT, config, errorsOf, FRESH, load } from './fixtures/depot.ts'
import { introspectRequest, readIntrospection } from './introspect.ts'
import { stepsAfter } from './steps.ts'

const NOW = 1_800_000_000_000
const TOKENS = { accessToken: 'canary-access', tokenType: 'bearer', issuedAt: NOW, kept: {}, callback: {} }
const EXT = { introspect: { url: 'https://id.depot.example/introspect', client_auth: 'basic' } }

const ask = (ext: JsonObject) =>
  introspectRequest({ config: config({ oauth2_ext: ext }), client: CLIENT, inputs: {}, tokens: TOKENS, fresh: FRESH })

describe('introspect', () => {
  it('7662-1: posts the token with the proof of the client, to a pinned host, and never in an address', () => {
    const request = ask(EXT)
    expect([request?.method, request?.url]).toEqual(['POST', 'https://id.depot.example/introspect'])
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      token: 'canary-access',
      token_type_hint: 'access_token',
      client_id: 'abc',
    })
    expect(request?.headers['authorization']).toMatch(/^Basic /)
    expect(load({ oauth2_ext: EXT }).hosts).toContainEqual({ host: 'id.depot.example', key: 'introspect_url' })
    expect(ask({})).toBeNull()
  })

  it('7662-1: is asked after an answer that gives no end, and not else', () => {
    const made = config({ oauth2_ext: EXT })
    expect(stepsAfter(made, TOKENS, 'refresh')).toEqual(['introspect'])
    expect(stepsAfter(made, { ...TOKENS, expiresAt: NOW + 1 }, 'refresh')).toEqual([])
    expect(stepsAfter(config(), TOKENS, 'connect')).toEqual([])
  })

  it('reads whether a token holds and until when, and takes nothing else for an answer', () => {
    const read = (body: unknown, changes = {}) => readIntrospection(config(), answer(body, changes))
    expect(read({ active: true, exp: NOW / 1000 + 60 })).toEqual({ active: true, expiresAt: NOW + 60_000 })
    expect(read({ active: true, exp: 'soon' })).toEqual({ active: true })
    expect(read({ active: true, exp: 1 })).toEqual({ active: true })
    expect(read({ active: false })).toEqual({ active: false })
    for (const odd of [{ active: 'yes' }, {}, 'nonsense', { active: true, error: 'invalid_client' }]) {
      expect(read(odd)).toBeUndefined()
    }
    expect(read({ active: false }, { status: 401 })).toBeUndefined()
  })

  it.each([
    ['no url', { introspect: {} }, ['missing-field']],
    ['an unknown key', { introspect: { url: '/i', methd: 'GET' } }, ['unknown-key']],
    ['another proof', { introspect: { url: '/i', client_auth: 'password' } }, ['type-mismatch']],
  ])('is refused at load with %s', (_, ext, codes) => {
    expect(errorsOf({ oauth2_ext: ext as JsonObject })).toEqual(codes)
  })
})
