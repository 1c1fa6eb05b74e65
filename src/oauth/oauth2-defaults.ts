import type { OAuth2Config } from './types.ts'

/** What a config means that was stored before these keys came. */
export const OAUTH2_DEFAULTS = {
  protocol: 'oauth2',
  grant: 'authorization_code',
  userinfo: null,
  refreshWith: 'refresh_token',
  refreshExtends: false,
  resource: [],
  resourceOnRefresh: true,
  refreshIdleDays: null,
  limits: { concurrent: 4, perMinute: null, per10Minutes: null },
  discovery: false,
  issRequired: false,
  assertion: {
    alg: 'RS256',
    aud: null,
    iss: [{ name: 'client_id' }],
    sub: [{ name: 'client_id' }],
    kid: [],
    seconds: 300,
  },
} as const satisfies Partial<OAuth2Config>
