import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { answer, CLIENT, config, errorsOf, FRESH, load, REDIRECT } from './fixtures/depot.ts'
import { readTokens } from './read-tokens.ts'
import { isRequiredStep, readStep, renewedTokens, stepRequest, stepsAfter, withAnsweredTokens } from './steps.ts'
import type { TokenSet } from './token-set.ts'
import type { OAuth2Config } from './types.ts'

const NOW = 1_800_000_000_000
const FIRST: TokenSet = {
  accessToken: 'canary-first',
  refreshToken: 'canary-refresh',
  tokenType: 'bearer',
  scopes: ['read'],
  issuedAt: NOW,
  kept: { team: 7 },
  callback: {},
}

const EXCHANGE: JsonObject = {
  url: '/long-lived',
  method: 'GET',
  data: ['{"grant_type":"long"}', '{"client_secret":"{client_secret}"}', '{"access_token":"{access_token}"}'],
}
const LONG: JsonObject = { allow: ['secret_in_query'], exchange: EXCHANGE }

function ask(made: OAuth2Config, step: string, tokens = FIRST) {
  return stepRequest({ config: made, client: CLIENT, inputs: {}, tokens, redirectUri: REDIRECT, fresh: FRESH }, step)
}

describe('exchange', () => {
  it('sends what its lists say and nothing else, and is pinned', () => {
    const loaded = load({ oauth2_ext: LONG })
    expect(loaded.hosts).toContainEqual({ host: 'id.depot.example', key: 'exchange_url' })
    const request = ask(config({ oauth2_ext: LONG }), 'exchange')
    expect(request?.url).toBe(
      'https://id.depot.example/o/oauth2/long-lived?grant_type=long&client_secret=canary-secret&access_token=canary-first',
    )
    expect(JSON.stringify(request)).not.toContain('canary')
  })

  it('proves the client where client_auth asks for it', () => {
    const made = config({ oauth2_ext: { exchange: { url: '/x', client_auth: 'basic', format: 'json' } } })
    const request = ask(made, 'exchange')
    expect(request?.headers['authorization']).toMatch(/^Basic /)
    expect(JSON.parse(request?.body ?? '')).toEqual({ client_id: 'abc' })
  })

  it('is asked at the sign-in, and after renewals only with "always"', () => {
    const always = { exchange: { url: '/x', when: 'always' } }
    expect(stepsAfter(config({ oauth2_ext: LONG }), FIRST, 'connect')).toEqual(['exchange'])
    expect(stepsAfter(config({ oauth2_ext: LONG }), FIRST, 'refresh')).toEqual([])
    expect(stepsAfter(config({ oauth2_ext: always }), FIRST, 'refresh')).toEqual(['exchange'])
    expect(stepsAfter(config(), FIRST, 'connect')).toEqual([])
  })

  it('puts its token in the place of the first, and keeps of that what it does not name', () => {
    const ext = { exchange: { url: '/x', fields: { access_token: '/session/token' }, keep: ['rest_url'] } }
    const raw = answer({
      session: { token: 'canary-session' },
      rest_url: 'https://rest.depot.example',
      expires_in: 600,
    })
    const read = readStep(config({ oauth2_ext: ext }), 'exchange', raw, FIRST)
    expect(read).toMatchObject({
      ok: true,
      tokens: {
        accessToken: 'canary-session',
        refreshToken: 'canary-refresh',
        scopes: ['read'],
        kept: { team: 7, rest_url: 'https://rest.depot.example' },
        expiresAt: NOW + 600_000,
      },
    })
  })

  it.each([
    [{ access_token: 'x', token_type: 'N_A', issued_token_type: 'urn:ietf:params:oauth:token-type:saml2' }],
    [{ access_token: 'x', token_type: 'Bearer', issued_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }],
  ])('8693-1: never takes a token for a bearer token that says it is none: %o', body => {
    const made = config({ oauth2_ext: { exchange: { url: '/x' } } })
    expect(readStep(made, 'exchange', answer(body), FIRST)).toMatchObject({
      ok: false,
      failure: { error: 'not_bearer' },
    })
    expect(readTokens(made, answer(body))).toMatchObject({ ok: false, failure: { class: 'config' } })
  })

  it('8693-1: takes an issued access token, and any token that api_auth has a way of its own for', () => {
    const issued = {
      access_token: 'x',
      token_type: 'Bearer',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    }
    expect(readTokens(config(), answer(issued))).toMatchObject({ ok: true })
    const own = config({ oauth2_ext: { api_auth: { name: 'X-Session' } } })
    expect(readTokens(own, answer({ access_token: 'x', token_type: 'N_A' }))).toMatchObject({ ok: true })
  })

  it('is needed unless on_failure says keep', () => {
    expect(isRequiredStep(config({ oauth2_ext: LONG }), 'exchange')).toBe(true)
    const kept = config({ oauth2_ext: { ...LONG, exchange: { ...EXCHANGE, on_failure: 'keep' } } })
    expect(isRequiredStep(kept, 'exchange')).toBe(false)
  })

  it('leaves the old token in use until it is done, with the new refresh token', () => {
    const made = config({ oauth2_ext: { exchange: { url: '/x', when: 'always' } } })
    const stored = { ...FIRST, accessToken: 'canary-session', refreshToken: 'canary-old' }
    expect(renewedTokens(made, FIRST, stored)).toEqual({
      ...stored,
      refreshToken: 'canary-refresh',
      unfinished: { tokens: FIRST, steps: ['exchange'] },
    })
  })

  it.each([
    ['no url', { exchange: {} }, ['missing-field']],
    ['a secret in its query', { exchange: EXCHANGE }, ['misplaced-name']],
    ['an unknown key', { exchange: { url: '/x', whem: 'always' } }, ['unknown-key']],
    ['another moment', { exchange: { url: '/x', when: 'daily' } }, ['type-mismatch']],
    ['another consequence', { exchange: { url: '/x', on_failure: 'ignore' } }, ['type-mismatch']],
    ['an unknown field', { exchange: { url: '/x', fields: { token: '/t' } } }, ['unknown-key']],
    ['an assertion in its query', { exchange: { ...EXCHANGE, data: [], client_auth: 'post' } }, ['misplaced-name']],
    ['a host of anybody', { exchange: { url: '{token.rest_url}/login' }, keep: ['rest_url'] }, ['bad-url']],
    ['a code', { exchange: { url: '/x', data: ['{"c":"{code}"}'] } }, ['misplaced-name']],
  ])('is refused at load with %s', (_, ext, codes) => {
    expect(errorsOf({ oauth2_ext: ext as JsonObject })).toEqual(codes)
  })
})

const USER = {
  name: 'user',
  fields: { access_token: '/authed_user/access_token', expires_in: '/authed_user/expires_in' },
  refresh_token_at: '/authed_user/refresh_token',
}
const SITE = {
  name: 'site',
  when: 'always',
  url: '/token',
  client_auth: 'post',
  data: ['{"grant_type":"refresh_token"}', '{"refresh_token":"{refresh_token}"}', '{"scope":"https://x/.default"}'],
  refresh_token_at: '/refresh_token',
  required: false,
}

describe('also', () => {
  it('reads a further token out of the main answer, and misses a required one there', () => {
    const made = config({ oauth2_ext: { also: [USER] } })
    const user = { access_token: 'canary-user', refresh_token: 'canary-own', expires_in: 60 }
    const raw = answer({ access_token: 'canary-bot', authed_user: user })
    const read = withAnsweredTokens(made, raw, readTokens(made, raw))
    expect(read).toMatchObject({
      ok: true,
      tokens: {
        accessToken: 'canary-bot',
        also: { user: { accessToken: 'canary-user', refreshToken: 'canary-own', expiresAt: NOW + 60_000 } },
      },
    })
    const bare = answer({ access_token: 'canary-bot', token_type: 'bot' })
    const optional = config({ oauth2_ext: { also: [{ ...USER, fields: { access_token: '/u' }, required: false }] } })
    expect(withAnsweredTokens(optional, bare, readTokens(optional, bare))).toMatchObject({ ok: true })
    const needed = config({ oauth2_ext: { also: [{ ...USER, fields: { access_token: '/u' } }] } })
    expect(withAnsweredTokens(needed, bare, readTokens(needed, bare))).toMatchObject({
      ok: false,
      failure: { error: 'no_token', description: 'The answer holds no token "user".' },
    })
  })

  it('renews one of the main answer with a refresh token of its own, and reads it where it stands then', () => {
    const made = config({ oauth2_ext: { also: [USER] } })
    const tokens = { ...FIRST, also: { user: { accessToken: 'canary-user', refreshToken: 'canary-own' } } }
    expect(stepsAfter(made, FIRST, 'refresh')).toEqual([])
    expect(stepsAfter(made, tokens, 'refresh')).toEqual(['also:user'])
    expect(new URLSearchParams(ask(made, 'also:user', tokens)?.body).get('refresh_token')).toBe('canary-own')
    const read = readStep(made, 'also:user', answer({ access_token: 'canary-user-2' }), tokens)
    expect(read).toMatchObject({
      ok: true,
      tokens: {
        accessToken: 'canary-first',
        also: { user: { accessToken: 'canary-user-2', refreshToken: 'canary-own' } },
      },
    })
  })

  it('asks for one with a request of its own, by the refresh token of its own once there is one', () => {
    const made = config({ oauth2_ext: { also: [SITE] } })
    expect(stepsAfter(made, FIRST, 'connect')).toEqual(['also:site'])
    expect(stepsAfter(made, FIRST, 'refresh')).toEqual(['also:site'])
    expect(isRequiredStep(made, 'also:site')).toBe(false)
    expect(Object.fromEntries(new URLSearchParams(ask(made, 'also:site')?.body))).toEqual({
      client_id: 'abc',
      client_secret: 'canary-secret',
      grant_type: 'refresh_token',
      refresh_token: 'canary-refresh',
      scope: 'https://x/.default',
    })
    const read = readStep(made, 'also:site', answer({ access_token: 'canary-site', refresh_token: 'canary-r' }), FIRST)
    if (!read.ok) throw new Error('not read')
    expect(new URLSearchParams(ask(made, 'also:site', read.tokens)?.body).get('refresh_token')).toBe('canary-r')
  })

  it.each([
    ['no name', [{ url: '/x' }], ['type-mismatch']],
    ['one name twice', [SITE, SITE], ['type-mismatch']],
    ['neither url nor place', [{ name: 'a' }], ['missing-field']],
    ['an unknown key', [{ name: 'a', url: '/x', refresh_at: '/r' }], ['unknown-key']],
    ['what is asked only later', [{ name: 'a', url: '/x', data: ['{"t":"{late}"}'] }], ['misplaced-name']],
  ])('is refused at load with %s', (_, also, codes) => {
    const late = { oauth2_params_other: ['{"late":{"title":"Late","when":"after"}}'] }
    expect(errorsOf({ ...late, oauth2_ext: { also: also as JsonObject[] } })).toEqual(codes)
  })

  it('pins the hosts of its requests', () => {
    const also = [{ ...SITE, url: 'https://sts.depot.example/t' }]
    expect(load({ oauth2_ext: { also } }).hosts).toContainEqual({ host: 'sts.depot.example', key: 'also_url' })
  })
})
