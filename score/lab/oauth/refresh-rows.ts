import { endsAtServer, isNotRefused, leavesAlone, renewsOneByOne, survivesIdleness, warnsAhead } from './proofs.ts'
import type { QuirkRow } from './quirk-row.ts'

/** How tokens are renewed, and ended. */
export const REFRESH_ROWS: readonly QuirkRow[] = [
  {
    name: 'the newest refresh token comes too late to one machine',
    switches: ['rotate_grace'],
    keys: () => ({ refresh_grace_seconds: 3600 }),
    takes: ['refresh'],
  },
  {
    name: 'a new refresh token that does not work',
    switches: ['false_new_token'],
    keys: () => ({ keep_refresh_token: 'always' }),
    takes: ['refresh'],
  },
  {
    name: 'tokens that cannot be refreshed',
    switches: ['never_refresh'],
    keys: () => ({ refresh: 'none' }),
    takes: ['refresh', 'life', 'end', 'resource'],
    proof: leavesAlone,
    neverRenewed: true,
  },
  {
    name: 'a refresh by the access token',
    switches: ['access_token_refresh'],
    keys: () => ({ refresh_with: 'access_token' }),
    beside: () => ({ oauth2_refresh_data: ['{"grant_type":"renew"}', '{"access_token":"{access_token}"}'] }),
    takes: ['refresh', 'format'],
  },
  {
    name: 'a refresh by the client alone',
    switches: ['client_refresh'],
    keys: () => ({ refresh_with: 'client' }),
    takes: ['refresh', 'end'],
  },
  {
    name: 'a refresh that only makes the old token live on',
    switches: ['extends_only'],
    keys: () => ({ refresh_extends: true }),
    takes: ['refresh'],
  },
  {
    name: 'no refresh long before the end',
    switches: ['too_early'],
    keys: () => ({ refresh_early_seconds: 20 }),
    takes: ['refresh'],
    proof: isNotRefused,
  },
  {
    name: 'the end of those who are not used',
    switches: ['idle_ends'],
    keys: () => ({ refresh_idle_days: 10 }),
    takes: ['refresh', 'life', 'end'],
    proof: survivesIdleness,
    neverRenewed: true,
  },
  {
    name: 'the end of every sign-in after a month',
    switches: ['max_days'],
    keys: () => ({ refresh_max_days: 30 }),
    takes: ['refresh', 'end'],
    proof: warnsAhead,
  },
  {
    name: 'a token that has to be changed into another',
    switches: ['second_exchange'],
    keys: () => ({ exchange: { url: '/exchange', when: 'always', data: ['{"token":"{access_token}"}'] } }),
    takes: ['refresh', 'life', 'shape', 'error', 'end'],
  },
  {
    name: 'one request at a time',
    switches: ['one_at_a_time'],
    keys: () => ({ limits: { concurrent: 1 } }),
    takes: ['refresh', 'end'],
    proof: renewsOneByOne,
  },
  {
    name: 'an address to end tokens',
    switches: ['revoke_elsewhere'],
    keys: () => ({ revoke: { url: '/tokens', method: 'DELETE' } }),
    takes: ['end'],
    proof: endsAtServer,
  },
]
