import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { answer, config } from './fixtures/depot.ts'
import type { RawAnswer } from './oauth-request.ts'
import { readTokens } from './read-tokens.ts'
import type { TokenSet } from './token-set.ts'

const NOW = 1_800_000_000_000

function read(body: unknown, input: { ext?: JsonObject; raw?: Partial<RawAnswer>; previous?: Partial<TokenSet> } = {}) {
  return readTokens(config(input.ext ? { oauth2_ext: input.ext } : {}), answer(body, input.raw), input.previous)
}

function tokens(...args: Parameters<typeof read>): TokenSet {
  const result = read(...args)
  if (result.ok) return result.tokens
  throw new Error(`${result.failure.class} ${result.failure.error}`)
}

function failure(...args: Parameters<typeof read>) {
  const result = read(...args)
  if (!result.ok) return result.failure
  throw new Error('tokens were read')
}

describe('readTokens', () => {
  it('reads the answer of the standard', () => {
    const body = { access_token: 'a', refresh_token: 'r', token_type: 'Bearer', expires_in: 3600, scope: 'read write' }
    expect(tokens(body)).toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      tokenType: 'bearer',
      scopes: ['read', 'write'],
      issuedAt: NOW,
      signedInAt: NOW,
      expiresAt: NOW + 3_600_000,
      kept: {},
      callback: {},
    })
  })

  it('6749-5: ignores unknown members, takes empty as absent, and a missing type as bearer with a note', () => {
    const read = tokens({ access_token: 'a', refresh_token: '', surprise: { deep: [1] }, scope: null })
    expect(read.refreshToken).toBeUndefined()
    expect(read.tokenType).toBe('bearer')
    expect(read.notes).toEqual(['the answer names no token type'])
  })

  it('6749-16: reads by content, not by label: form, JSON as text, byte-order mark, wrong charset', () => {
    const formBody = 'access_token=a%2Fb&expires_in=60&token_type=bearer'
    for (const type of ['text/html', 'application/json', 'text/plain; charset=latin1', undefined]) {
      const headers: Record<string, string> = type ? { 'content-type': type } : {}
      expect(tokens(formBody, { raw: { headers } }).accessToken).toBe('a/b')
      expect(tokens({ access_token: 'a' }, { raw: { headers } }).accessToken).toBe('a')
      expect(tokens('\uFEFF {"access_token":"a"}', { raw: { headers } }).accessToken).toBe('a')
    }
    const utf16 = Buffer.from('\uFEFF{"access_token":"a"}', 'utf16le')
    expect(tokens('', { raw: { bytes: utf16 } }).accessToken).toBe('a')
  })

  it('6749-16: refuses an answer nested deeper than 16 levels', () => {
    let deep: unknown = 1
    for (let i = 0; i < 20; i++) deep = { deep }
    expect(failure({ access_token: 'a', deep }).class).toBe('transient')
  })

  it('6749-7: keeps the scopes granted, and those asked where the answer is silent', () => {
    expect(tokens({ access_token: 'a', scope: 'read,write' }, { previous: { scopes: ['x'] } }).scopes).toEqual([
      'read',
      'write',
    ])
    expect(tokens({ access_token: 'a', scope: ['read'] }).scopes).toEqual(['read'])
    expect(tokens({ access_token: 'a' }, { previous: { scopes: ['x'] } }).scopes).toEqual(['x'])
  })

  it('6749-10: replaces the old refresh token by a new one, and keeps it when there is none', () => {
    const previous = { refreshToken: 'old', kept: { team: 't' }, callback: { realmId: '1' } }
    expect(tokens({ access_token: 'a', refresh_token: 'new' }, { previous }).refreshToken).toBe('new')
    const kept = tokens({ access_token: 'a' }, { previous })
    expect([kept.refreshToken, kept.kept, kept.callback]).toEqual(['old', { team: 't' }, { realmId: '1' }])
    const always = { keep_refresh_token: 'always' }
    expect(tokens({ access_token: 'a', refresh_token: 'new' }, { previous, ext: always }).refreshToken).toBe('old')
  })

  it('finds values where the config points: the first hit wins', () => {
    const ext = {
      fields: { access_token: ['/access_token', '/data/token'], expires_in: '/data/life', scope: '/data/scopes' },
      keep: ['team.id', { at: '/data/api', as: 'api', host_suffix: ['depot.example'] }],
    }
    const body = { data: { token: 'a', life: 60, scopes: ['x'], api: 'https://eu.depot.example' }, team: { id: 7 } }
    expect(tokens(body, { ext })).toMatchObject({
      accessToken: 'a',
      expiresAt: NOW + 60_000,
      scopes: ['x'],
      kept: { 'team.id': 7, api: 'https://eu.depot.example' },
    })
    const evil = { ...body, data: { ...body.data, api: 'https://evil-depot.example' } }
    const read = tokens(evil, { ext })
    expect(read.kept).toEqual({ 'team.id': 7 })
    expect(read.notes).toContain('the host in "api" is not allowed')
  })

  it('6749-8: sees an error in a 200, and what success_when says', () => {
    expect(failure({ error: 'bad_verification_code', access_token: 'a' }).error).toBe('bad_verification_code')
    const ext = { success_when: { '/ok': [true, 1] } }
    expect(tokens({ ok: 1, access_token: 'a', error: 'none' }, { ext }).accessToken).toBe('a')
    expect(failure({ ok: false, access_token: 'a', error: 'token_revoked' }, { ext }).class).toBe('gone')
  })

  it('takes nothing for granted in strict mode', () => {
    const ext = { strict: true }
    expect(failure({ access_token: 'a' }, { ext }).error).toBe('not_strict')
    expect(tokens({ access_token: 'a', token_type: 'x' }, { ext }).tokenType).toBe('x')
  })

  it.each([
    [400, { error: 'invalid_grant' }, 'gone'],
    [401, { error: 'invalid_client' }, 'config'],
    [400, { error: { code: 'invalid_grant', message: 'm' } }, 'gone'],
    [400, 'error=invalid_grant&error_description=m', 'gone'],
    [400, { error: 'interaction_required' }, 'policy'],
    [400, { error: 'something_new' }, 'config'],
    [503, { error: 'invalid_grant' }, 'transient'],
    [429, '', 'transient'],
    [200, '<html><b>Sign in</b></html>', 'transient'],
    [404, '<html>Not here</html>', 'transient'],
    [200, {}, 'transient'],
    [200, '', 'transient'],
    [302, '', 'transient'],
    [200, '[]', 'transient'],
    [200, { access_token: '' }, 'transient'],
    [401, '', 'config'],
  ])('classes a %i with %j as %s', (status, body, kind) => {
    expect(failure(body, { raw: { status } }).class).toBe(kind)
  })

  it('tells when to come back, and keeps the words of the server to one short plain line', () => {
    const said = failure(
      { error: 'invalid_request', error_description: `a\r\n\u0000${'b'.repeat(900)}` },
      { raw: { status: 400, headers: { 'retry-after': '17' } } },
    )
    expect(said.retryAfter).toBe(17)
    expect(said.description.length).toBeLessThanOrEqual(500)
    expect(said.description.startsWith('a bbb')).toBe(true)
    expect(failure('', { raw: { status: 503, headers: { 'retry-after': 'nonsense' } } }).retryAfter).toBeUndefined()
  })

  it('never throws and never makes up a token, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 100, max: 599 }), (bytes, status) => {
        const result = readTokens(config(), answer('', { bytes, status }))
        if (result.ok) expect(result.tokens.accessToken.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  it('never throws on any JSON, and what it reads survives JSON again', () => {
    const made = config()
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('bearer', '3600', 0, -1, null, 1e99))
    const body = fc.record(
      {
        access_token: value,
        refresh_token: value,
        expires_in: value,
        expires_at: value,
        scope: value,
        token_type: value,
        error: value,
        __proto__: value,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(body, json => {
        const result = readTokens(made, answer(json))
        if (!result.ok) return
        expect(JSON.parse(JSON.stringify(result.tokens))).toEqual(result.tokens)
        const { expiresAt } = result.tokens
        if (expiresAt !== undefined) expect(expiresAt > NOW && Number.isFinite(expiresAt)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
