import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { checkCallback } from './check-callback.ts'
import { answer, CLIENT, config, entryWith, errorsOf, load } from './fixtures/depot.ts'
import { metadataRequests, readMetadata, withMetadata } from './server-metadata.ts'
import { showTemplate } from './template.ts'

const ISSUER = 'https://id.depot.example/realms/one'
const found = (ext: JsonObject = {}, changes: JsonObject = {}): JsonObject => ({
  base_url: '',
  oauth2_auth_url: '',
  oauth2_token_url: '',
  oauth2_refresh_url: '',
  oauth2_validate_url: '',
  oauth2_ext: { issuer: ISSUER, discovery: true, ...ext },
  ...changes,
})
const SAID = {
  issuer: ISSUER,
  authorization_endpoint: 'https://id.depot.example/authorize?theme=blue',
  token_endpoint: 'https://id.depot.example/token',
  revocation_endpoint: 'https://id.depot.example/revoke',
}
const APPROVED = ['id.depot.example']
const read = (said: unknown, changes = {}) => readMetadata(config(found()), answer(said, changes))

function resolve(said: JsonObject, ext: JsonObject = {}, approved = APPROVED) {
  const own = config(found(ext))
  const result = readMetadata(own, answer({ ...SAID, ...said }))
  if (!result.ok) throw new Error(result.why)
  return withMetadata(own, result.metadata, approved)
}

describe('discovery', () => {
  it('8414-1: asks at the path between host and path, then where OpenID Connect puts it', () => {
    expect(metadataRequests(config(found())).map(({ url }) => url)).toEqual([
      'https://id.depot.example/.well-known/oauth-authorization-server/realms/one',
      'https://id.depot.example/realms/one/.well-known/openid-configuration',
    ])
    const root = config(found({ issuer: 'https://id.depot.example' }))
    expect(metadataRequests(root).map(({ url }) => url)).toEqual([
      'https://id.depot.example/.well-known/oauth-authorization-server',
      'https://id.depot.example/.well-known/openid-configuration',
    ])
  })

  it('fills in what the config leaves out, and nothing else', () => {
    const made = resolve({}, { revoke: { tokens: 'refresh' } })
    expect(
      [made.authUrl, made.token.url, made.refresh?.url, made.revoke?.url].map(url => showTemplate(url ?? [])),
    ).toEqual([SAID.authorization_endpoint, SAID.token_endpoint, SAID.token_endpoint, SAID.revocation_endpoint])
    const own = config(found({}, { oauth2_token_url: 'https://id.depot.example/mine' }))
    expect(
      showTemplate(withMetadata(own, { endpoints: SAID, withCertificate: {}, namesIssuer: false }, APPROVED).token.url),
    ).toBe('https://id.depot.example/mine')
  })

  it.each([
    [{ ...SAID, issuer: `${ISSUER}/` }, {}],
    [{ ...SAID, issuer: 'https://evil.example' }, {}],
    [{ ...SAID, issuer: [ISSUER] }, {}],
    [SAID, { status: 404 }],
    [SAID, { status: 302 }],
    ['<html>', {}],
    ['[]', {}],
    ['', {}],
    [{ ...SAID, filler: 'x'.repeat(262_144) }, {}],
  ])('8414-1: takes nothing from another issuer or an odd answer (%#)', (said, changes) => {
    expect(read(said, changes).ok).toBe(false)
  })

  it.each([
    'https://evil.example/token',
    'https://id.depot.example.evil.example/token',
    'https://id.depot.example@evil.example/token',
    'https://id.depot.example:8443/token',
    'http://id.depot.example/token',
    'http://169.254.169.254/token',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'token',
  ])('8414-2: sends no secret to an address that nobody approved: %s', url => {
    expect(() => resolve({ token_endpoint: url })).toThrow(expect.objectContaining({ code: 'token_refused' }))
  })

  it('8414-2: takes another host once it is approved or within host_suffix', () => {
    const said = { token_endpoint: 'https://token.depot.net/t' }
    expect(showTemplate(resolve(said, {}, [...APPROVED, 'token.depot.net']).token.url)).toBe(
      'https://token.depot.net/t',
    )
    expect(showTemplate(resolve(said, { host_suffix: ['depot.net'] }).token.url)).toBe('https://token.depot.net/t')
  })

  it('never takes braces in an address for a name to fill in', () => {
    const { token } = resolve({ token_endpoint: 'https://id.depot.example/token?x={client_secret}' })
    expect(token.url).toEqual(['https://id.depot.example/token?x={client_secret}'])
  })

  it('8705-1: goes where the server asks for certificates, with a certificate and only then', () => {
    const said = { ...SAID, mtls_endpoint_aliases: { token_endpoint: 'https://tls.depot.example/token' } }
    const result = readMetadata(config(found()), answer(said))
    if (!result.ok) throw new Error(result.why)
    const { metadata } = result
    const withPage = { authorization_endpoint: 'https://tls.depot.example/page', ...metadata.withCertificate }
    const tokenUrl = (clientCertificate: boolean, approved: string[]) => {
      const own = { ...config(found({ revoke: { tokens: 'refresh' } })), clientCertificate }
      const made = withMetadata(own, { ...metadata, withCertificate: withPage }, approved)
      return [made.token.url, made.revoke?.url, made.authUrl].map(url => showTemplate(url ?? []))
    }
    const both = [...APPROVED, 'tls.depot.example']
    const { revocation_endpoint, authorization_endpoint } = SAID
    const tls = ['https://tls.depot.example/token', revocation_endpoint, authorization_endpoint]
    expect(tokenUrl(true, both)).toEqual(tls)
    expect(tokenUrl(false, both)[0]).toBe(SAID.token_endpoint)
    expect(() => tokenUrl(true, APPROVED)).toThrow(expect.objectContaining({ code: 'token_refused' }))
  })

  it('refuses a server that names no token address', () => {
    expect(() => resolve({ token_endpoint: '' })).toThrow(expect.objectContaining({ code: 'token_refused' }))
  })

  it('9207-2: refuses a callback without the issuer that the server promised', () => {
    const check = (said: JsonObject, query: string) =>
      checkCallback({ attempt: { config: resolve(said), client: CLIENT }, query: new URLSearchParams(query) })
    const promise = { authorization_response_iss_parameter_supported: true }
    expect(check(promise, 'code=c')).toMatchObject({ ok: false, code: 'wrong_issuer' })
    expect(check(promise, 'error=access_denied')).toMatchObject({ ok: false, code: 'wrong_issuer' })
    expect(check(promise, `code=c&iss=${ISSUER}`)).toMatchObject({ ok: true })
    expect(check({}, 'code=c')).toMatchObject({ ok: true })
  })

  it('lists the issuer as a host to be approved, and takes its place from the load file', () => {
    expect(load(found()).hosts).toEqual([{ host: 'id.depot.example', key: 'issuer' }])
    const made = config(found({ issuer: 'https://{HOST}/x' }), { entry: entryWith({ HOST: 'sso.acme.example' }) })
    expect(made.issuer).toBe('https://sso.acme.example/x')
  })

  it.each([
    ['without an issuer', { issuer: '' }, {}, 'missing-field'],
    [
      'with an issuer that is typed in later',
      { issuer: 'https://{who}.example' },
      { oauth2_params_other: ['{"who":"Who"}'] },
      'misplaced-name',
    ],
    ['with an issuer without https', { issuer: 'http://id.depot.example' }, {}, 'bad-url'],
    ['with an issuer that is no address', { issuer: 'depot' }, {}, 'bad-url'],
  ])('is refused at load %s', (_what, ext, changes, code) => {
    expect(errorsOf(found(ext, changes))).toEqual([code])
  })
})
