import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { canRefresh } from './can-refresh.ts'
import { clientTokenRequest } from './client-token-request.ts'
import { answer, CLIENT, config, errorsOf, FRESH, load, REDIRECT } from './fixtures/depot.ts'
import { readTokens } from './read-tokens.ts'
import { refreshAt } from './refresh-due.ts'
import { refreshRequest } from './refresh-request.ts'

/** As the original would write it, were there a person: what a login page needs may stay in the file. */
const alone = (changes: JsonObject = {}, ext: JsonObject = {}): JsonObject => ({
  oauth2_token_data: [],
  oauth2_ext: { grant: 'client_credentials', ...ext },
  ...changes,
})
const form = (body: string | undefined) => Object.fromEntries(new URLSearchParams(body))

describe('client_credentials', () => {
  it('asks with the client, the grant and the scopes ticked', () => {
    const request = clientTokenRequest({
      config: config(alone()),
      client: CLIENT,
      inputs: {},
      scopes: ['read', 'write'],
      fresh: FRESH,
    })
    expect(request.url).toBe('https://id.depot.example/o/oauth2/token')
    expect(form(request.body)).toEqual({
      grant_type: 'client_credentials',
      scope: 'read write',
      client_id: 'abc',
      client_secret: 'canary-secret',
    })
  })

  it('sends no scope where none is ticked, and fills inputs in', () => {
    const changes = alone({
      oauth2_params_other: ['{"tenant":"Tenant"}'],
      oauth2_token_url: '/{tenant}/token',
      oauth2_token_data: ['{"audience":"{base_url}"}'],
    })
    const input = { config: config(changes), client: CLIENT, inputs: { tenant: 'a/b' }, scopes: [], fresh: FRESH }
    const request = clientTokenRequest(input)
    expect(request.url).toBe('https://id.depot.example/o/oauth2/a%2Fb/token')
    expect(form(request.body)).toMatchObject({ audience: 'https://id.depot.example/o/oauth2' })
    expect(form(request.body)).not.toHaveProperty('scope')
  })

  it('is renewed by the same grant, without a refresh token, and never with one', () => {
    const own = config(alone())
    const read = readTokens(own, answer({ access_token: 'canary-a', expires_in: 3600 }), { scopes: ['read'] })
    if (!read.ok) throw new Error('no tokens')
    expect(canRefresh(own, read.tokens)).toBe(true)
    expect(refreshAt(own, read.tokens)).toBe(read.tokens.issuedAt + 3_300_000)
    const tokens = { ...read.tokens, refreshToken: 'canary-r' }
    const request = refreshRequest({
      config: own,
      client: CLIENT,
      inputs: {},
      tokens,
      redirectUri: REDIRECT,
      fresh: FRESH,
    })
    expect(form(request?.body)).toMatchObject({ grant_type: 'client_credentials', scope: 'read' })
    expect(request?.body).not.toContain('canary-r&')
    expect(form(request?.body)).not.toHaveProperty('refresh_token')
  })

  it('needs no login page, and sends nothing of one to be approved', () => {
    const { config: made, hosts } = load(alone({ oauth2_auth_url: '', oauth2_auth_query: [] }))
    expect(made).toMatchObject({ grant: 'client_credentials', authUrl: [] })
    expect(hosts.map(({ key }) => key)).toEqual(['token_url', 'validate_url'])
  })

  it.each(['{code}', '{code_verifier}', '{redirect_uri}', '{state}'])(
    'refuses %s, which nobody could fill in',
    name => {
      expect(errorsOf(alone({ oauth2_token_data: [JSON.stringify({ x: name })] }))).toEqual(['misplaced-name'])
    },
  )
})
