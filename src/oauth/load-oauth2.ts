import { own } from '#shared/json.ts'
import type { ConfigReader } from './config-reader.ts'
import { type Assembled, type LoadDraft, makeLoadContext, readCommon } from './load-context.ts'
import { readRefreshRequest, readRevokeRequest, readTokenRequest, readValidateRequest } from './load-requests.ts'
import { type LoadContext, readUrl } from './load-urls.ts'
import { EXT_POINTER, readExt } from './read-ext.ts'
import { readParams, readTemplate } from './read-params.ts'
import { namesOf } from './template.ts'
import type { ClientAuth, LoadEntry, OAuth2Config, RequestTemplate, Template } from './types.ts'

/** The rest of a config of OAuth 2 (flow-format.md §6). */
export function assembleOAuth2(draft: LoadDraft): Assembled {
  const { reader, input } = draft
  const ext = readExt(reader)
  const callback = ext.callbackParams.map(param => param.name)
  const context = makeLoadContext(draft, { protocol: 'oauth2', ext, callback })
  const { refreshes, untickedScopes, requiredScopes, ...settings } = ext
  checkSecret(reader, input.entry, ext.clientAuth)
  const alone = ext.grant === 'client_credentials'
  const authUrl = alone ? null : readUrl(context, { pointer: '/oauth2_auth_url', stage: 'auth', key: 'AUTH_URL' })
  if (!authUrl && !alone) reader.error('/oauth2_auth_url', 'missing-field', 'the address of the login page is missing')
  const token = readTokenRequest(context, ext.clientAuth)
  if (alone) refuseLoginNames(reader, token)
  const refresh = alone ? token : readRefreshRequest(context, token, ext.clientAuth)
  const config: OAuth2Config = {
    ...settings,
    ...readCommon(draft, context, { untickedScopes, requiredScopes }),
    protocol: 'oauth2',
    authUrl: authUrl ?? [],
    authQuery: alone ? [] : readParams(context, '/oauth2_auth_query', { stage: 'auth', part: 'query' }),
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
      ['auth_url', authUrl ?? undefined],
      ['token_url', config.token.url],
      ['refresh_url', alone ? undefined : config.refresh?.url],
      ['validate_url', config.validate?.url],
      ['revoke_url', config.revoke?.url],
    ],
  }
}

/** Nobody signs in, so nothing comes back that these names could stand for. */
const LOGIN_NAMES: ReadonlySet<string> = new Set(['code', 'code_verifier', 'redirect_uri', 'state'])

function refuseLoginNames(reader: ConfigReader, { url, headers, data }: RequestTemplate): void {
  const refuse = (pointer: string, templates: readonly Template[]) => {
    const name = templates.flatMap(namesOf).find(one => LOGIN_NAMES.has(one) || one.startsWith('callback.'))
    if (name === undefined) return
    reader.error(pointer, 'misplaced-name', `the name {${name}} has no value with the grant "client_credentials"`)
  }
  refuse('/oauth2_token_url', [url])
  refuse(
    '/oauth2_token_headers',
    headers.flatMap(({ values }) => values ?? []),
  )
  refuse(
    '/oauth2_token_data',
    data.flatMap(({ values }) => values ?? []),
  )
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
