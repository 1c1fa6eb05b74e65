import { own } from '#shared/json.ts'
import { asApiCall } from './load-api.ts'
import { type LoadContext, openHost, readUrl } from './load-urls.ts'
import { EXT_POINTER } from './read-ext.ts'
import { formatOf, METHODS, readParams } from './read-params.ts'
import { namesOf } from './template.ts'
import type {
  ApiSettings,
  BodyFormat,
  ClientAuth,
  KeptField,
  OAuth2Config,
  Param,
  RequestTemplate,
  Template,
} from './types.ts'

/** The parameter that proves the client. A config may take it out of one request with `null`. */
const PROOF_PARAMS: Partial<Record<ClientAuth, string>> = {
  post: 'client_secret',
  private_key_jwt: 'client_assertion',
  client_secret_jwt: 'client_assertion',
}

const FORMATS = ['form', 'json', 'query'] as const

type Settings = Pick<OAuth2Config, 'clientAuth' | 'discovery'>

export function readTokenRequest(context: LoadContext, { clientAuth, discovery }: Settings): RequestTemplate {
  const { reader } = context
  const url = readUrl(context, { pointer: '/oauth2_token_url', stage: 'token', key: 'TOKEN_URL' })
  if (!url && !discovery) reader.error('/oauth2_token_url', 'missing-field', 'the token URL is missing')
  return readGrantRequest(context, { stage: 'token', url: url ?? [], fallback: 'form', clientAuth })
}

export function readRefreshRequest(
  context: LoadContext,
  token: RequestTemplate,
  clientAuth: ClientAuth,
): RequestTemplate {
  const field = { pointer: '/oauth2_refresh_url', stage: 'refresh', key: 'REFRESH_URL', tokenUrl: token.url } as const
  const url = readUrl(context, field) ?? token.url
  return readGrantRequest(context, { stage: 'refresh', url, fallback: token.format, clientAuth })
}

interface GrantRequest {
  stage: 'token' | 'refresh'
  url: Template
  fallback: BodyFormat
  clientAuth: ClientAuth
}

function readGrantRequest(context: LoadContext, { stage, url, fallback, clientAuth }: GrantRequest): RequestTemplate {
  const { reader } = context
  const headers = readParams(context, `/oauth2_${stage}_headers`, { stage, part: 'headers' })
  const method = reader.oneOf(`/oauth2_${stage}_method`, METHODS, 'POST')
  const format = reader.oneOf<BodyFormat>(`${EXT_POINTER}/${stage}_format`, FORMATS, formatOf(headers) ?? fallback)
  const inUrl = method === 'GET' || format === 'query'
  const data = readParams(context, `/oauth2_${stage}_data`, { stage, part: inUrl ? 'query' : 'data' })
  if (inUrl) refuseProofInUrl(context, { at: `/oauth2_${stage}_method`, what: stage, data, clientAuth })
  return { url, method, format, headers, query: [], data }
}

interface ProofInUrl {
  at: string
  what: string
  data: readonly Param[]
  clientAuth: ClientAuth
}

/** Servers and proxies write addresses into their logs (oauth.md 6749-4). */
export function refuseProofInUrl(context: LoadContext, { at, what, data, clientAuth }: ProofInUrl): void {
  const proof = PROOF_PARAMS[clientAuth]
  const allowed = proof === 'client_secret' && context.scope.secretInQuery
  if (!proof || allowed || data.some(({ name, values }) => name === proof && values === null)) return
  const message = `the ${what} request would carry ${proof} in its address; use client_auth "basic" or "none"`
  context.reader.error(at, 'misplaced-name', message)
}

export function readValidateRequest(context: LoadContext, api: ApiSettings): RequestTemplate | null {
  const { reader } = context
  const url = readUrl(context, { pointer: '/oauth2_validate_url', stage: 'validate', key: 'VALIDATE_URL' })
  const headers = readParams(context, '/oauth2_validate_headers', { stage: 'validate', part: 'headers' })
  const query = readParams(context, '/oauth2_validate_query', { stage: 'validate', part: 'query' })
  const data = readParams(context, '/oauth2_validate_data', { stage: 'validate', part: 'data' })
  const method = reader.oneOf('/oauth2_validate_method', METHODS, 'GET')
  if (!url) return null
  if (holdsSecret([...headers, ...query, ...data]) && openHost(context, url)) {
    const message = 'the validate request holds the client secret, so host_suffix has to say which hosts may get it'
    reader.error('/oauth2_validate_url', 'bad-url', message)
  }
  return asApiCall({ url, method, format: formatOf(headers) ?? 'form', headers, query, data }, api)
}

const USERINFO = `${EXT_POINTER}/userinfo`

/** Without an address it is the one that the server names; see `discovery`. */
export function readUserinfoRequest(
  context: LoadContext,
  { keep, api }: { keep: readonly KeptField[]; api: ApiSettings },
): OAuth2Config['userinfo'] {
  const { reader } = context
  if (own(reader.object(EXT_POINTER), 'userinfo') === undefined) return null
  reader.object(USERINFO)
  const url = readUrl(context, { pointer: `${USERINFO}/url`, stage: 'validate' })
  if (!url && !reader.flag(`${EXT_POINTER}/discovery`, false))
    reader.error(USERINFO, 'missing-field', '"userinfo" has no url')
  const headers = readParams(context, `${USERINFO}/headers`, { stage: 'validate', part: 'headers' })
  const data = readParams(context, `${USERINFO}/data`, { stage: 'validate', part: 'data' })
  if (url && openHost(context, url) && holdsSecret([...headers, ...data])) {
    reader.error(
      USERINFO,
      'bad-url',
      '"userinfo" holds the client secret, so host_suffix has to say which hosts may get it',
    )
  }
  const method = reader.oneOf(`${USERINFO}/method`, METHODS, 'GET')
  const format = formatOf(headers) ?? 'form'
  return { ...asApiCall({ url: url ?? [], method, format, headers, query: [], data }, api), keep }
}

function holdsSecret(params: readonly Param[]): boolean {
  return params.some(({ values }) => values?.some(value => namesOf(value).includes('client_secret')))
}

export function readRevokeRequest(context: LoadContext, { clientAuth, discovery }: Settings): OAuth2Config['revoke'] {
  const { reader } = context
  const at = `${EXT_POINTER}/revoke`
  if (Object.keys(reader.object(at)).length === 0) return null
  const url = readUrl(context, { pointer: `${at}/url`, stage: 'revoke' })
  if (!url && !discovery) reader.error(at, 'missing-field', '"revoke" has no url')
  const headers = readParams(context, `${at}/headers`, { stage: 'revoke', part: 'headers' })
  const method = reader.oneOf(`${at}/method`, METHODS, 'POST')
  const data = readParams(context, `${at}/data`, { stage: 'revoke', part: method === 'GET' ? 'query' : 'data' })
  const auth = reader.oneOf<ClientAuth>(
    `${at}/client_auth`,
    [clientAuth, 'post', 'basic', 'basic_raw', 'none'],
    clientAuth,
  )
  if (method === 'GET') refuseProofInUrl(context, { at: `${at}/method`, what: 'revoke', data, clientAuth: auth })
  return {
    url: url ?? [],
    method,
    format: formatOf(headers) ?? 'form',
    headers,
    query: [],
    data,
    clientAuth: auth,
    tokens: reader.oneOf(`${at}/tokens`, ['refresh', 'access', 'both'], 'both'),
  }
}
