import type { OAuth1Config, OAuth2Config } from './types.ts'

/** What a config of OAuth 1 means that was stored before these keys came. */
export const OAUTH1_DEFAULTS = {
  api: { auth: null, headers: [] },
  userinfo: null,
  byHand: false,
  limits: null,
} as const satisfies Partial<OAuth1Config>

/** The same of OAuth 2. */
export const OAUTH2_DEFAULTS = {
  protocol: 'oauth2',
  grant: 'authorization_code',
  userinfo: null,
  clientCertificate: false,
  dpop: false,
  par: null,
  device: null,
  introspect: null,
  exchange: null,
  also: [],
  api: {
    auth: { in: 'header', name: 'Authorization', value: ['Bearer ', { name: 'access_token' }] },
    headers: [],
  },
  authFragment: null,
  callbackHmac: null,
  refreshWith: 'refresh_token',
  refreshExtends: false,
  resource: [],
  resourceOnRefresh: true,
  refreshIdleDays: null,
  refreshMaxDays: null,
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
