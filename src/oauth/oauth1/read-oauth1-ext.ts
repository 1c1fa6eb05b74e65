import type { ConfigReader } from '../config-reader.ts'
import { checkExtKeys, checkFieldNames, readPointers, readSharedExt, type SharedExt } from '../read-ext-parts.ts'
import type { OAuth1Config } from '../types.ts'

/** Where the object stands in config.json. */
export const OAUTH1_EXT = '/oauth1_ext'

/** The keys of `oauth1_ext` (oauth.md §8.1) that this engine reads. */
const KEYS: ReadonlySet<string> = new Set([
  'v',
  'send_version',
  'callback_in',
  'scope_separator',
  'unticked_scopes',
  'required_scopes',
  'success_when',
  'error_at',
  'fields',
  'keep',
  'account',
  'revoke',
  'userinfo',
  'limits',
  'host_suffix',
  'api_auth',
  'allow_session_user',
  'setup_url',
  'notes',
])
const FIELD_NAMES: ReadonlySet<string> = new Set([
  'oauth_token',
  'oauth_token_secret',
  'oauth_callback_confirmed',
  'expires_in',
])

export interface OAuth1Ext extends SharedExt, Pick<OAuth1Config, 'callbackIn' | 'fields'> {
  sendVersion: boolean
}

/** Reads `oauth1_ext`; unknown keys are errors with the nearest known one. */
export function readOAuth1Ext(reader: ConfigReader): OAuth1Ext {
  checkExtKeys(reader, OAUTH1_EXT, KEYS)
  checkFieldNames(reader, OAUTH1_EXT, FIELD_NAMES)
  const at = (name: string, usual: string) => readPointers(reader, `${OAUTH1_EXT}/fields/${name}`, [usual])
  return {
    ...readSharedExt(reader, OAUTH1_EXT, {
      code: ['/oauth_problem', '/error', '/errors'],
      message: ['/oauth_problem_advice', '/error_description', '/message'],
      sources: ['validate', 'userinfo', 'token'],
    }),
    sendVersion: reader.flag(`${OAUTH1_EXT}/send_version`, true),
    callbackIn: reader.oneOf(`${OAUTH1_EXT}/callback_in`, ['request', 'authorize'], 'request'),
    fields: {
      token: at('oauth_token', '/oauth_token'),
      secret: at('oauth_token_secret', '/oauth_token_secret'),
      confirmed: at('oauth_callback_confirmed', '/oauth_callback_confirmed'),
      expiresIn: at('expires_in', '/oauth_expires_in'),
    },
  }
}
