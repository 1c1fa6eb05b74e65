import { failsTheTest, handsOutSecond, keepsTenant, namesAccount, tellsTheEnd } from './proofs.ts'
import type { QuirkRow } from './quirk-row.ts'

const nested = {
  access_token: '/data/token/access_token',
  refresh_token: '/data/token/refresh_token',
  expires_in: '/data/token/expires_in',
}

/** How answers are worded. */
export const ANSWER_ROWS: readonly QuirkRow[] = [
  { name: 'tokens further inside', switches: ['nested'], keys: () => ({ fields: nested }), takes: ['shape'] },
  {
    name: 'other names of the members',
    switches: ['camel_case'],
    keys: () => ({
      fields: { access_token: '/accessToken', refresh_token: '/refreshToken', expires_in: '/expiresIn' },
    }),
    takes: ['shape'],
  },
  {
    name: 'an error member in every answer',
    switches: ['error_says_success'],
    keys: () => ({ success_when: { '/error': 'success' } }),
    takes: ['error', 'shape'],
  },
  {
    name: 'a refusal with the status 200',
    switches: ['ok_false'],
    keys: () => ({ success_when: { '/ok': true } }),
    takes: ['error', 'shape', 'end', 'me'],
    proof: failsTheTest,
  },
  {
    name: 'errors in a place of their own',
    switches: ['error_elsewhere'],
    keys: () => ({ error_at: { code: ['/fault/name'], message: ['/fault/words'] } }),
    takes: ['error', 'end'],
    proof: tellsTheEnd,
  },
  {
    name: 'a life in milliseconds',
    switches: ['expires_ms'],
    keys: () => ({ expires_in_unit: 'ms' }),
    takes: ['life'],
  },
  ...(['expires_none', 'expires_zero', 'expires_huge'] as const).map(
    (name): QuirkRow => ({
      name: `a life that is not told (${name})`,
      switches: [name],
      keys: () => ({ default_expires_in: 600 }),
      takes: ['life'],
    }),
  ),
  {
    name: 'a value of the answer in later requests',
    switches: ['tenant'],
    keys: () => ({ keep: ['tenant'] }),
    beside: () => ({ oauth2_validate_query: ['{"tenant":"{token.tenant}"}'] }),
    takes: ['me', 'shape'],
    proof: keepsTenant,
  },
  {
    name: 'a second token in the answer',
    switches: ['second_token'],
    keys: () => ({ also: [{ name: 'person', fields: { access_token: '/person/access_token' } }] }),
    takes: ['shape'],
    proof: handsOutSecond,
  },
  {
    name: 'an end that only the server knows',
    switches: ['introspects'],
    keys: () => ({ introspect: { url: '/introspect' } }),
    takes: ['life', 'error'],
  },
  {
    name: 'an account further inside',
    switches: ['me_nested'],
    keys: () => ({ account: { id: '/person/uid', label: '/person/shown' } }),
    takes: ['account'],
    proof: namesAccount,
  },
  {
    name: 'an account at an address of its own',
    switches: ['me_elsewhere'],
    keys: () => ({ userinfo: { url: '/profile' }, account: { from: 'userinfo' } }),
    takes: ['account', 'me'],
    proof: namesAccount,
  },
  {
    name: 'an account in the id_token',
    switches: ['me_elsewhere', 'id_token'],
    keys: origin => ({ issuer: origin, account: { from: 'id_token' } }),
    takes: ['account', 'shape', 'issuer'],
    proof: namesAccount,
  },
]
