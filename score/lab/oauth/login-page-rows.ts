import { refusesForgery } from './proofs.ts'
import type { QuirkRow } from './quirk-row.ts'

const binScopes = ['{"read:bins":"Read your bins"}', '{"write:bins":"Change your bins"}']

/** What the login page wants, and what it sends back. */
export const LOGIN_PAGE_ROWS: readonly QuirkRow[] = [
  {
    name: 'scopes joined by a comma',
    switches: ['scope_comma'],
    keys: () => ({ scope_separator: ',' }),
    takes: ['scope', 'login page'],
  },
  {
    name: 'scopes joined by a plus',
    switches: ['scope_plus'],
    keys: () => ({ scope_separator: '+' }),
    takes: ['scope', 'login page'],
  },
  {
    name: 'scopes as they are',
    switches: ['scope_raw'],
    keys: () => ({ raw_params: ['scope'] }),
    beside: () => ({ scope_separator: ',', oauth2_params_scope: binScopes }),
    takes: ['scope', 'login page'],
  },
  {
    name: 'no state',
    switches: ['no_state'],
    keys: () => ({ oauth2_no_state: true }),
    takes: ['state', 'login page'],
  },
  {
    name: 'another name of the state',
    switches: ['state_renamed'],
    keys: () => ({ state_param: 'customField' }),
    takes: ['state', 'login page'],
  },
  {
    name: 'another name of the code',
    switches: ['code_renamed'],
    keys: () => ({ code_param: 'depot_code' }),
    takes: ['code', 'login page'],
  },
  {
    name: 'a parameter more',
    switches: ['extra_params'],
    keys: () => ({ oauth2_auth_query: ['{"access_type":"offline"}'] }),
    takes: ['extra', 'login page'],
  },
  {
    name: 'an answer that is posted',
    switches: ['form_post'],
    keys: () => ({ oauth2_auth_query: ['{"response_mode":"form_post"}'] }),
    takes: ['extra', 'login page'],
  },
  {
    name: 'a parameter without a value',
    switches: ['empty_param'],
    keys: () => ({ drop_empty: false }),
    beside: () => ({ oauth2_auth_query: ['{"display":""}'] }),
    takes: ['empty', 'login page'],
  },
  {
    name: 'the callback chooses the token host',
    switches: ['host_param'],
    keys: () => ({ callback_params: [{ name: 'accounts', required: true, host_suffix: ['localhost'] }] }),
    beside: origin => ({
      oauth2_token_url: origin.replace('127.0.0.1', '{callback.accounts}').concat('/token'),
      host_suffix: ['localhost'],
    }),
    takes: ['callback', 'addresses', 'login page'],
  },
  {
    name: 'a value of the callback in the token request',
    switches: ['callback_realm'],
    keys: () => ({ callback_params: ['realm'] }),
    beside: () => ({ oauth2_token_data: ['{"realm":"{callback.realm}"}'] }),
    takes: ['callback', 'login page'],
  },
  {
    name: 'a login page behind a route',
    switches: ['fragment_route'],
    keys: () => ({ auth_fragment: '/sign-in' }),
    takes: ['login page'],
  },
  {
    name: 'parameters that are sent ahead',
    switches: ['par_required'],
    keys: () => ({ par: { url: '/par' } }),
    takes: ['login page', 'login list', 'format', 'headers', 'error'],
  },
  {
    name: 'a signed callback',
    switches: ['hmac'],
    keys: () => ({ callback_hmac: {} }),
    takes: ['login page'],
    proof: refusesForgery,
  },
  {
    name: 'addresses that the server tells',
    switches: ['metadata_only'],
    keys: origin => ({ discovery: true, issuer: origin }),
    beside: () => ({ oauth2_auth_url: '', oauth2_token_url: '' }),
    takes: ['addresses', 'issuer'],
  },
  {
    name: 'a host that the person types',
    switches: [],
    keys: () => ({ host_suffix: ['localhost'] }),
    beside: origin => ({
      base_url: origin.replace('127.0.0.1', '{tenant}'),
      oauth2_params_other: ['{"tenant":"Tenant"}'],
    }),
    takes: ['addresses', 'issuer'],
  },
]
