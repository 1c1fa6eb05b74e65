import { expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { draftFromMetadata } from './draft-from-metadata.ts'
import { loadConfig } from './load-config.ts'

const ISSUER = 'https://id.depot.example'
const draft = (said: JsonObject) => draftFromMetadata(ISSUER, { issuer: ISSUER, ...said })

it.each([
  [undefined, 'basic'],
  [['client_secret_basic', 'client_secret_post'], undefined],
  [['client_secret_basic'], 'basic'],
  [['private_key_jwt', 'tls_client_auth'], 'private_key_jwt'],
  [['none'], 'none'],
])('proves the client as a server that takes %s wants it', (ways, ours) => {
  const { fields } = draft(ways ? { token_endpoint_auth_methods_supported: ways } : {})
  expect((fields['oauth2_ext'] as JsonObject)['client_auth']).toEqual(ours)
})

it('leaves the addresses to the server, and loads', () => {
  const said = {
    authorization_endpoint: `${ISSUER}/authorize`,
    token_endpoint: `${ISSUER}/token`,
    userinfo_endpoint: `${ISSUER}/me`,
    revocation_endpoint: `${ISSUER}/revoke`,
    scopes_supported: ['openid', 'bins'],
    require_pushed_authorization_requests: true,
  }
  const { fields } = draft(said)
  expect(JSON.stringify(fields)).not.toContain('/token')
  const { config, diagnostics } = loadConfig({
    document: { name: 'depot', title: 'Depot', oauth_type: 'OAuth2', ...fields },
    entry: { connector: 'depot', displayName: 'Depot', values: { CLIENT_ID: 'id', CLIENT_SECRET: 'secret' } },
    environment: 'production',
    params: {},
    redirectUri: 'https://flow.example.com/oauth/return/depot/depot',
  })
  expect(diagnostics.filter(one => one.severity === 'error')).toEqual([])
  expect(config).toMatchObject({ issuer: ISSUER, discovery: true, scopes: [{ value: 'openid' }, { value: 'bins' }] })
})

it('says what it could not find out', () => {
  const { check } = draft({
    token_endpoint_auth_methods_supported: ['tls_client_auth'],
    code_challenge_methods_supported: ['plain'],
    dpop_signing_alg_values_supported: ['ES256'],
  })
  expect(check.join('\n')).toMatch(/names no scopes.*names no address.*takes tls_client_auth.*no S256.*bind tokens/s)
})
