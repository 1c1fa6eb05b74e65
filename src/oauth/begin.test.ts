import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { begin } from './begin.ts'
import { CLIENT, config, errorsOf, REDIRECT } from './fixtures/depot.ts'
import { challengeOf } from './pkce.ts'

const fresh = { now: 1_800_000_000_123, random: (length: number) => new Uint8Array(randomBytes(length)) }

function start(changes: JsonObject = {}, input: { scopes?: string[]; inputs?: Record<string, string> } = {}) {
  const { scopes = ['read'], inputs = {} } = input
  const begun = begin({ config: config(changes), client: CLIENT, inputs, scopes, redirectUri: REDIRECT, fresh })
  return { ...begun, params: new URL(begun.url).searchParams }
}

describe('begin', () => {
  it('sends response_type, client_id, redirect_uri, scope, state and the PKCE challenge', () => {
    const { url, params, state, secrets } = start({ oauth2_auth_query: [] })
    expect(url.startsWith('https://id.depot.example/o/oauth2/authorize?')).toBe(true)
    expect(Object.fromEntries(params)).toEqual({
      response_type: 'code',
      client_id: 'abc',
      redirect_uri: REDIRECT,
      scope: 'read',
      state,
      code_challenge: challengeOf(secrets.verifier),
      code_challenge_method: 'S256',
    })
  })

  it('6749-13: makes a state of 43 characters, new every time', () => {
    const states = Array.from({ length: 50 }, () => start().state)
    expect(states.every(state => /^[A-Za-z0-9_-]{43}$/.test(state))).toBe(true)
    expect(new Set(states).size).toBe(50)
  })

  it('never shows the client secret or the verifier to the browser', () => {
    const { url, secrets } = start()
    expect(url).not.toContain('canary')
    expect(url).not.toContain(secrets.verifier)
  })

  it('6749-1: keeps the query of the address, and sends each name once: the list beats the address', () => {
    const { url, params } = start({ oauth2_auth_url: 'https://h.example/a?x=1&client_id=other#frag' })
    expect(url.split('?').length).toBe(2)
    expect(url).not.toContain('#')
    expect([params.getAll('x'), params.getAll('client_id')]).toEqual([['1'], ['abc']])
  })

  it('puts the query behind the route of auth_fragment, where a value leads to no other route', () => {
    const asked = { oauth2_params_other: ['{"team":"Team"}'], oauth2_auth_query: ['{"team":"{team}"}'] }
    const ext = { auth_fragment: '#/teams/{team}/authorize?v=2' }
    const { url } = start({ ...asked, oauth2_ext: ext }, { inputs: { team: 'a/b #c' } })
    expect(url).toMatch(
      /^https:\/\/id\.depot\.example\/o\/oauth2\/authorize#\/teams\/a%2Fb%20%23c\/authorize\?v=2&response_type=code&/,
    )
    expect(new URLSearchParams(url.split('?')[1]).get('team')).toBe('a/b #c')
    expect(() => start({ ...asked, oauth2_ext: ext }, { inputs: { team: '..' } })).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    )
    expect(errorsOf({ oauth2_ext: { auth_fragment: '/a#/b' } })).toEqual(['bad-url'])
    expect(errorsOf({ oauth2_ext: { auth_fragment: '/{client_secret}' } })).toEqual(['misplaced-name'])
  })

  it('6749-14: leaves an empty scope out', () => {
    expect(start({}, { scopes: [] }).params.has('scope')).toBe(false)
  })

  it('joins scopes as the config says', () => {
    expect(start({ oauth2_ext: { scope_separator: ',' } }, { scopes: ['read', 'write'] }).params.get('scope')).toBe(
      'read,write',
    )
    const raw = { oauth2_ext: { scope_separator: '+', raw_params: ['scope'] } }
    expect(start(raw, { scopes: ['read', 'write'] }).url).toContain('scope=read+write')
  })

  it('lets the config override, remove and repeat what the engine adds, but not the state or the challenge', () => {
    const { params, state } = start({
      oauth2_auth_query: [
        '{"response_type":"code id_token","redirect_uri":null,"client_key":"{client_id}"}',
        '{"audience":["a","b"],"state":"fixed","code_challenge":null,"prompt":"consent"}',
      ],
    })
    expect(params.get('response_type')).toBe('code id_token')
    expect(params.has('redirect_uri')).toBe(false)
    expect(params.getAll('audience')).toEqual(['a', 'b'])
    expect(params.get('client_key')).toBe('abc')
    expect(params.getAll('state')).toEqual([state])
    expect(params.has('code_challenge')).toBe(true)
  })

  it('7636-3: sends no challenge only where the config switches PKCE off', () => {
    const { params } = start({ oauth2_ext: { pkce: 'off' } })
    expect([params.has('code_challenge'), params.has('code_challenge_method')]).toEqual([false, false])
  })

  it('sends no state with oauth2_no_state, and another name with state_param', () => {
    expect(start({ oauth2_no_state: true }).params.has('state')).toBe(false)
    const renamed = start({ oauth2_ext: { state_param: 'payload' } })
    expect([renamed.params.get('payload'), renamed.params.has('state')]).toEqual([renamed.state, false])
  })

  it('fills in what is new each time, and a nonce only where the config sends one', () => {
    const query = '{"ask":"{uuid}","at":"{now_s}","ms":"{now_ms}","nonce":"{nonce}"}'
    const { params, secrets } = start({ oauth2_auth_query: [query] })
    expect(params.get('ask')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect([params.get('at'), params.get('ms')]).toEqual(['1800000000', '1800000000123'])
    expect(params.get('nonce')).toMatch(/^[\w-]{43}$/)
    expect(params.get('nonce')).toBe(secrets.nonce)
    expect(start().secrets).not.toHaveProperty('nonce')
  })

  it('fills inputs into the address', () => {
    const changes = { oauth2_params_other: ['{"tenant":"Tenant"}'], oauth2_auth_url: '/{tenant}/authorize' }
    expect(start(changes, { inputs: { tenant: 'a/b' } }).url).toContain('/o/oauth2/a%2Fb/authorize?')
  })
})
