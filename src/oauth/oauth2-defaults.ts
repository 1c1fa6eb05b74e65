import type { OAuth2Config } from './types.ts'

/** What a config means that was stored before these keys came. */
export const OAUTH2_DEFAULTS = {
  protocol: 'oauth2',
  grant: 'authorization_code',
} as const satisfies Partial<OAuth2Config>
