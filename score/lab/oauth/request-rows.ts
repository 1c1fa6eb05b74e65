import { CA, CLIENT_CERTIFICATE, CLIENT_KEY } from '#egress/fixtures/mutual-tls.ts'
import { bindsCalls } from './proofs.ts'
import type { QuirkRow } from './quirk-row.ts'
import { PRIVATE_KEY } from './signing-keys.ts'

const basic = { client_auth: 'basic' }
const version = ['{"Depot-Version":"2026-01"}']
const renamed = ['{"client_key":"{client_id}"}', '{"client_id":null}']

const WITHOUT_LOGIN_PAGE = [
  'pkce',
  'login page',
  'login list',
  'resource',
  'return address',
  'account',
  'issuer',
  'addresses',
  'error',
  'end',
]

/** How the client proves itself, and in which form it asks. */
export const REQUEST_ROWS: readonly QuirkRow[] = [
  { name: 'Basic alone', switches: ['basic_only'], keys: () => basic, takes: ['client'] },
  {
    name: 'Basic without encoding',
    switches: ['basic_raw'],
    keys: () => ({ client_auth: 'basic_raw' }),
    takes: ['client'],
  },
  { name: 'no secret', switches: ['public'], keys: () => ({ client_auth: 'none' }), takes: ['client'] },
  {
    name: 'the secret as user',
    switches: ['secret_as_user'],
    keys: () => ({ ...basic, basic: { user: '{client_secret}', password: '' } }),
    takes: ['client'],
  },
  {
    name: 'a signed assertion with an audience of its own',
    switches: ['assertion_aud'],
    keys: () => ({ client_auth: 'private_key_jwt', assertion: { aud: 'urn:depot:audience' } }),
    load: { PRIVATE_KEY },
    takes: ['client'],
  },
  {
    name: 'a signed assertion for the issuer',
    switches: ['assertion_issuer'],
    keys: origin => ({ client_auth: 'private_key_jwt', issuer: origin }),
    load: { PRIVATE_KEY },
    takes: ['client', 'issuer'],
  },
  {
    name: 'a certificate of the client',
    switches: ['mtls'],
    keys: () => ({ client_certificate: 'required' }),
    load: { CA, CERTIFICATE: CLIENT_CERTIFICATE, PRIVATE_KEY: CLIENT_KEY },
    takes: ['client', 'addresses', 'issuer', 'login page'],
  },
  {
    name: 'tokens that are bound to a key',
    switches: ['dpop_nonce'],
    keys: () => ({ dpop: 'on' }),
    takes: ['me', 'shape', 'encoding', 'error', 'refresh', 'end'],
    proof: bindsCalls,
  },
  { name: 'JSON requests', switches: ['json'], keys: () => ({ token_format: 'json' }), takes: ['format'] },
  {
    name: 'JSON for the refresh alone',
    switches: ['refresh_json'],
    keys: () => ({ refresh_format: 'json' }),
    takes: ['format', 'refresh'],
  },
  {
    name: 'GET requests',
    switches: ['get', 'basic_only'],
    keys: () => ({ oauth2_token_method: 'GET', oauth2_refresh_method: 'GET', ...basic }),
    takes: ['format', 'client'],
  },
  {
    name: 'parameters in the address',
    switches: ['query', 'basic_only'],
    keys: () => ({ token_format: 'query', ...basic }),
    takes: ['format', 'client'],
  },
  {
    name: 'a header that has to be there',
    switches: ['header_required'],
    keys: () => ({ oauth2_token_headers: version, oauth2_refresh_headers: version }),
    takes: ['headers'],
  },
  {
    name: 'another name of the client id',
    switches: ['renamed'],
    keys: () => ({ oauth2_auth_query: renamed, oauth2_token_data: renamed, oauth2_refresh_data: renamed }),
    takes: ['client', 'login list'],
  },
  {
    name: 'no return address in the token request',
    switches: ['no_redirect_uri'],
    keys: () => ({ oauth2_token_data: ['{"redirect_uri":null}'] }),
    takes: ['return address'],
  },
  { name: 'no PKCE', switches: ['pkce_reject'], keys: () => ({ pkce: 'off' }), takes: ['pkce'] },
  {
    name: 'a resource in every request',
    switches: ['resource'],
    keys: () => ({ resource: ['https://bins.example'] }),
    takes: ['resource', 'refresh'],
  },
  {
    name: 'a resource, but not in the refresh',
    switches: ['resource_once'],
    keys: () => ({ resource_on_refresh: false }),
    beside: () => ({ resource: ['https://bins.example'] }),
    takes: ['resource'],
  },
  {
    name: 'a refresh address of its own',
    switches: ['refresh_elsewhere'],
    keys: () => ({ oauth2_refresh_url: '/renew' }),
    takes: ['addresses', 'refresh'],
  },
  {
    name: 'the token in a header of its own',
    switches: ['validate_header'],
    keys: () => ({ oauth2_validate_headers: ['{"Depot-Token":"{access_token}"}'] }),
    takes: ['me'],
  },
  {
    name: 'the token in a header of its own, in every call',
    switches: ['validate_header'],
    keys: () => ({ api_auth: { in: 'header', name: 'Depot-Token' } }),
    takes: ['me'],
  },
  {
    name: 'a header more in every call',
    switches: ['version_header'],
    keys: () => ({ api_headers: ['{"Depot-Version":"2026-01"}'] }),
    takes: ['me'],
  },
  {
    name: 'the secret in the address',
    switches: ['secret_in_query'],
    keys: () => ({ allow: ['secret_in_query'] }),
    beside: () => ({ oauth2_token_method: 'GET', oauth2_refresh_method: 'GET' }),
    takes: ['format', 'client'],
  },
  {
    name: 'a code that is entered on another device',
    switches: ['device_slow_down'],
    keys: () => ({ grant: 'device_code', device: { url: '/device' } }),
    beside: () => ({ oauth2_auth_url: '', oauth2_auth_query: [] }),
    takes: WITHOUT_LOGIN_PAGE,
  },
  {
    name: 'an application that acts for itself',
    switches: ['client_only'],
    keys: () => ({ grant: 'client_credentials' }),
    beside: () => ({ oauth2_auth_url: '', oauth2_auth_query: [] }),
    takes: [...WITHOUT_LOGIN_PAGE, 'refresh'],
  },
]
