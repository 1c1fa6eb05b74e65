import { AppError } from '#shared/errors/app-error.ts'
import { own } from '#shared/json.ts'
import { buildUrl } from './build-url.ts'
import type { ConfigReader } from './config-reader.ts'
import { readApi } from './load-api.ts'
import { readCallbackHmac } from './load-callback-hmac.ts'
import { readClientAuth } from './load-client-auth.ts'
import { type Assembled, type LoadDraft, makeLoadContext, readCommon } from './load-context.ts'
import { readDeviceRequest } from './load-device.ts'
import { readIntrospect } from './load-introspect.ts'
import { readPar } from './load-par.ts'
import {
  readRefreshRequest,
  readRevokeRequest,
  readTokenRequest,
  readUserinfoRequest,
  readValidateRequest,
} from './load-requests.ts'
import { readAlso, readExchange } from './load-steps.ts'
import { type LoadContext, readUrl } from './load-urls.ts'
import { EXT_POINTER, readExt } from './read-ext.ts'
import { readKeep } from './read-ext-parts.ts'
import { readParams, readTemplate } from './read-params.ts'
import { fillText, namesOf, showTemplate } from './template.ts'
import type { GrantType, OAuth2Config, RequestTemplate, Template } from './types.ts'

/** The rest of a config of OAuth 2 (flow-format.md §6). */
export function assembleOAuth2(draft: LoadDraft): Assembled {
  const { reader, input } = draft
  const ext = readExt(reader)
  const callback = ext.callbackParams.map(param => param.name)
  const userinfoKeep = readKeep(reader, `${EXT_POINTER}/userinfo`)
  const refreshesByToken = ext.refreshWith === 'access_token'
  const exchangeKeep = readKeep(reader, `${EXT_POINTER}/exchange`)
  const kept = [...userinfoKeep, ...exchangeKeep].map(field => field.as)
  const { refreshes, secretInQuery, untickedScopes, requiredScopes, ...settings } = ext
  const context = makeLoadContext(draft, { protocol: 'oauth2', ext, callback, kept, refreshesByToken, secretInQuery })
  const alone = ext.grant !== 'authorization_code'
  const authUrl = alone ? null : readUrl(context, { pointer: '/oauth2_auth_url', stage: 'auth', key: 'AUTH_URL' })
  if (!authUrl && !alone && !ext.discovery)
    reader.error('/oauth2_auth_url', 'missing-field', 'the address of the login page is missing')
  const issuer = readIssuer(context, ext.discovery)
  const token = readTokenRequest(context, ext)
  if (alone) refuseLoginNames(reader, token, ext.grant)
  const self = ext.grant === 'client_credentials'
  const refresh = self ? token : readRefreshRequest(context, token, ext.clientAuth)
  const api = readApi(context, EXT_POINTER, ext)
  const config: OAuth2Config = {
    ...settings,
    ...readCommon(draft, context, { untickedScopes, requiredScopes }),
    protocol: 'oauth2',
    issuer,
    issRequired: false,
    authUrl: authUrl ?? [],
    authQuery: alone ? [] : readParams(context, '/oauth2_auth_query', { stage: 'auth', part: 'query' }),
    token,
    refresh: refreshes ? refresh : null,
    validate: readValidateRequest(context, api),
    api,
    authFragment: alone ? null : readRoute(context),
    callbackHmac: readCallbackHmac(context),
    resource: readResource(context),
    device: ext.grant === 'device_code' ? readDeviceRequest(context, ext) : null,
    par: readPar(context, ext),
    introspect: readIntrospect(context, ext),
    exchange: readExchange(context, exchangeKeep),
    also: readAlso(context),
    userinfo: readUserinfoRequest(context, { keep: userinfoKeep, api }),
    revoke: readRevokeRequest(context, ext),
    ...readClientAuth(context, input.entry, ext),
    noState: reader.flag('/oauth2_no_state', false),
  }
  checkAccount(reader, config)
  return {
    config,
    context,
    urls: [
      ['issuer', ext.discovery && issuer !== null ? [issuer] : undefined],
      ['auth_url', authUrl ?? undefined],
      ['token_url', filled(config.token.url)],
      ['par_url', filled(config.par?.url)],
      ['device_url', filled(config.device?.url)],
      ['introspect_url', filled(config.introspect?.request.url)],
      ['exchange_url', filled(config.exchange?.request.url)],
      ...config.also.map(({ request }) => ['also_url', request?.url] as const),
      ['refresh_url', self ? undefined : filled(config.refresh?.url)],
      ['validate_url', config.validate?.url],
      ['userinfo_url', filled(config.userinfo?.url)],
      ['revoke_url', filled(config.revoke?.url)],
    ],
  }
}

/** Where a login page routes by what stands behind a `#`, its query stands there, too. */
function readRoute(context: LoadContext): Template | null {
  const at = `${EXT_POINTER}/auth_fragment`
  const template = readTemplate(context, at, { stage: 'auth', part: 'url' })
  const text = template ? showTemplate(template) : ''
  if (/[^\x21-\x7e]|^.+#/.test(text)) {
    context.reader.error(at, 'bad-url', '"auth_fragment" is a route such as /oauth/authorize, without a # in it')
  }
  const [first, ...rest] = template ?? []
  return typeof first === 'string' ? [first.replace(/^#/, ''), ...rest] : template
}

/** Absolute addresses (RFC 8707 §2), as the server knows them: nothing is asked of them. */
function readResource(context: LoadContext): Template[] {
  const at = `${EXT_POINTER}/resource`
  return context.reader.texts(at).flatMap((_, i) => {
    const pointer = Array.isArray(own(context.reader.object(EXT_POINTER), 'resource')) ? `${at}/${i}` : at
    const template = readTemplate(context, pointer, { stage: 'auth', part: 'query' })
    const name = template && namesOf(template).find(one => SIGN_IN_NAMES.has(one))
    if (name) context.reader.error(pointer, 'misplaced-name', `the name {${name}} has no value in "resource"`)
    return template ? [template] : []
  })
}

/** They differ from sign-in to sign-in, and a resource does not. */
const SIGN_IN_NAMES: ReadonlySet<string> = new Set(['state', 'nonce', 'code_challenge', 'redirect_uri', 'scope'])

/** An account that is read where nothing is asked would never be known. */
function checkAccount(reader: ConfigReader, { account, userinfo, issuer }: OAuth2Config): void {
  const at = `${EXT_POINTER}/account/from`
  if (account.from === 'userinfo' && !userinfo)
    reader.error(at, 'missing-field', 'the account is read from "userinfo", and there is none')
  if (account.from === 'id_token' && issuer === null) {
    reader.error(at, 'missing-field', 'the account is read from the id_token, so "issuer" has to say whose it is')
  }
}

/** Left out, because the server itself is asked. */
function filled(url: Template | undefined): Template | undefined {
  return url && url.length > 0 ? url : undefined
}

/** It may hold what the load file fills in; what is typed in later could name any server. */
function readIssuer(context: LoadContext, discovery: boolean): string | null {
  const { reader, loaded } = context
  const at = `${EXT_POINTER}/issuer`
  const template = readTemplate(context, at, { stage: 'auth', part: 'url' })
  if (!template) {
    if (discovery) reader.error(EXT_POINTER, 'missing-field', '"discovery" asks the issuer, and "issuer" is missing')
    return null
  }
  const open = namesOf(template).find(name => !Object.hasOwn(loaded.values, name))
  if (open !== undefined)
    reader.error(at, 'misplaced-name', `the name {${open}} in "issuer" is not known to the load file`)
  const issuer = fillText(template, loaded.values)
  if (discovery && open === undefined) checkIssuer(context, at, issuer)
  return issuer
}

function checkIssuer({ reader, loopbackHttp }: LoadContext, at: string, issuer: string): void {
  try {
    buildUrl([issuer], {}, { trusted: () => true, hostSuffix: [], loopbackHttp })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    reader.error(at, 'bad-url', `"issuer": ${error.detail}`)
  }
}

/** Nobody signs in, so nothing comes back that these names could stand for. */
const LOGIN_NAMES: ReadonlySet<string> = new Set(['code', 'code_verifier', 'redirect_uri', 'state'])

function refuseLoginNames(reader: ConfigReader, { url, headers, data }: RequestTemplate, grant: GrantType): void {
  const refuse = (pointer: string, templates: readonly Template[]) => {
    const name = templates.flatMap(namesOf).find(one => LOGIN_NAMES.has(one) || one.startsWith('callback.'))
    if (name === undefined) return
    reader.error(pointer, 'misplaced-name', `the name {${name}} has no value with the grant "${grant}"`)
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
