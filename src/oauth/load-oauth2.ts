import { own } from '#shared/json.ts'
import type { ConfigReader } from './config-reader.ts'
import { type Assembled, type LoadDraft, makeLoadContext, readCommon } from './load-context.ts'
import { readRefreshRequest, readRevokeRequest, readTokenRequest, readValidateRequest } from './load-requests.ts'
import { type LoadContext, readUrl } from './load-urls.ts'
import { EXT_POINTER, readExt } from './read-ext.ts'
import { readParams, readTemplate } from './read-params.ts'
import type { ClientAuth, LoadEntry, OAuth2Config, Template } from './types.ts'

/** The rest of a config of OAuth 2 (flow-format.md §6). */
export function assembleOAuth2(draft: LoadDraft): Assembled {
  const { reader, input } = draft
  const ext = readExt(reader)
  const callback = ext.callbackParams.map(param => param.name)
  const context = makeLoadContext(draft, { protocol: 'oauth2', ext, callback })
  const { refreshes, untickedScopes, requiredScopes, ...settings } = ext
  checkSecret(reader, input.entry, ext.clientAuth)
  const authUrl = readUrl(context, { pointer: '/oauth2_auth_url', stage: 'auth', key: 'AUTH_URL' })
  if (!authUrl) reader.error('/oauth2_auth_url', 'missing-field', 'the address of the login page is missing')
  const token = readTokenRequest(context, ext.clientAuth)
  const refresh = readRefreshRequest(context, token, ext.clientAuth)
  const config: OAuth2Config = {
    ...settings,
    ...readCommon(draft, context, { untickedScopes, requiredScopes }),
    protocol: 'oauth2',
    authUrl: authUrl ?? [],
    authQuery: readParams(context, '/oauth2_auth_query', { stage: 'auth', part: 'query' }),
    token,
    refresh: refreshes ? refresh : null,
    validate: readValidateRequest(context),
    revoke: readRevokeRequest(context),
    basic: readBasic(context),
    noState: reader.flag('/oauth2_no_state', false),
  }
  return {
    config,
    context,
    urls: [
      ['auth_url', config.authUrl],
      ['token_url', config.token.url],
      ['refresh_url', config.refresh?.url],
      ['validate_url', config.validate?.url],
      ['revoke_url', config.revoke?.url],
    ],
  }
}

function checkSecret(reader: ConfigReader, entry: LoadEntry, clientAuth: ClientAuth): void {
  if (entry.values['CLIENT_SECRET'] || clientAuth === 'none') return
  const message = 'the key "CLIENT_SECRET" is missing. Only a config with client_auth "none" does without.'
  reader.entry('error', 'CLIENT_SECRET', 'missing-field', message)
}

function readBasic(context: LoadContext): OAuth2Config['basic'] {
  const given = context.reader.object(`${EXT_POINTER}/basic`)
  const place = { stage: 'token', part: 'headers' } as const
  const pair = (key: string, fallback: Template) =>
    readTemplate(context, `${EXT_POINTER}/basic/${key}`, place) ?? (own(given, key) === '' ? [] : fallback)
  return {
    user: pair('user', [{ name: 'client_id' }]),
    password: pair('password', [{ name: 'client_secret' }]),
  }
}
