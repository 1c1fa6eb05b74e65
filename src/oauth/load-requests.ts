import { checkNames, type Part, type Stage } from './known-names.ts'
import type { ListValue } from './list-field.ts'
import { type LoadContext, openHost, readUrl } from './load-urls.ts'
import { markUsed, toTemplate } from './load-values.ts'
import { EXT_POINTER } from './read-ext.ts'
import { namesOf, showTemplate } from './template.ts'
import type { BodyFormat, ClientAuth, Param, ProviderConfig, RequestTemplate, Template } from './types.ts'

const FORMATS = ['form', 'json', 'query'] as const
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** A list field as parameters of one request, its names checked for that place. */
export function readParams(context: LoadContext, pointer: string, place: { stage: Stage; part: Part }): Param[] {
  return [...context.reader.list(pointer)].map(([name, value]) => ({
    name,
    values: readValues(context, { pointer, name, value, place }),
  }))
}

export function readTokenRequest(context: LoadContext, clientAuth: ClientAuth): RequestTemplate {
  const { reader } = context
  const url = readUrl(context, { pointer: '/oauth2_token_url', stage: 'token', key: 'TOKEN_URL' })
  if (!url) reader.error('/oauth2_token_url', 'missing-field', 'the token URL is missing')
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
  if (inUrl && clientAuth === 'post') {
    const message = `the ${stage} request would carry the client secret in its address; use client_auth "basic" or "none"`
    reader.error(`/oauth2_${stage}_method`, 'misplaced-name', message)
  }
  const data = readParams(context, `/oauth2_${stage}_data`, { stage, part: inUrl ? 'query' : 'data' })
  return { url, method, format, headers, query: [], data }
}

export function readValidateRequest(context: LoadContext): RequestTemplate | null {
  const { reader } = context
  const url = readUrl(context, { pointer: '/oauth2_validate_url', stage: 'validate', key: 'VALIDATE_URL' })
  const headers = readParams(context, '/oauth2_validate_headers', { stage: 'validate', part: 'headers' })
  const query = readParams(context, '/oauth2_validate_query', { stage: 'validate', part: 'query' })
  const data = readParams(context, '/oauth2_validate_data', { stage: 'validate', part: 'data' })
  const method = reader.oneOf('/oauth2_validate_method', METHODS, 'GET')
  if (!url) return null
  const secret = [...headers, ...data].some(param =>
    param.values?.some(value => namesOf(value).includes('client_secret')),
  )
  if (secret && openHost(context, url)) {
    const message = 'the validate request holds the client secret, so host_suffix has to say which hosts may get it'
    reader.error('/oauth2_validate_url', 'bad-url', message)
  }
  const bearer: Param = { name: 'Authorization', values: [toTemplate('Bearer {access_token}')] }
  return {
    url,
    method,
    format: formatOf(headers) ?? 'form',
    headers: headers.length > 0 ? headers : [bearer],
    query,
    data,
  }
}

export function readRevokeRequest(context: LoadContext): ProviderConfig['revoke'] {
  const { reader } = context
  const at = `${EXT_POINTER}/revoke`
  if (Object.keys(reader.object(at)).length === 0) return null
  const url = readUrl(context, { pointer: `${at}/url`, stage: 'revoke' })
  if (!url) reader.error(at, 'missing-field', '"revoke" has no url')
  const headers = readParams(context, `${at}/headers`, { stage: 'revoke', part: 'headers' })
  return {
    url: url ?? [],
    method: reader.oneOf(`${at}/method`, METHODS, 'POST'),
    format: formatOf(headers) ?? 'form',
    headers,
    query: [],
    data: readParams(context, `${at}/data`, { stage: 'revoke', part: 'data' }),
    tokens: reader.oneOf(`${at}/tokens`, ['refresh', 'access', 'both'], 'both'),
  }
}

/** One template of `oauth2_ext` that is no list field. */
export function readTemplate(
  context: LoadContext,
  pointer: string,
  place: { stage: Stage; part: Part },
): Template | null {
  const text = context.reader.text(pointer)
  return text === '' ? null : checked(context, pointer, toTemplate(text), place)
}

interface ValueInput {
  pointer: string
  name: string
  value: ListValue
  place: { stage: Stage; part: Part }
}

function readValues(context: LoadContext, { pointer, name, value, place }: ValueInput): Template[] | null {
  if (value === null) return null
  const templates = (Array.isArray(value) ? value : [value]).map(text =>
    checked(context, pointer, toTemplate(text), place),
  )
  if (/^client_?secret$/i.test(name) && templates.some(isLiteral)) {
    const message = `"${pointer.slice(1)}" holds a client secret. Move it to CLIENT_SECRET in the load file.`
    context.reader.error(pointer, 'secret-in-config', message)
  }
  for (const template of templates) refuseFlow(context, { pointer, name }, showTemplate(template))
  return templates
}

/** Tokens in the address of the browser, and the person's own password, pass through hands they should not (RFC 9700 §2). */
function refuseFlow(context: LoadContext, { pointer, name }: { pointer: string; name: string }, text: string): void {
  const words = text.toLowerCase().split(/\s+/)
  const why =
    name === 'response_type' && words.includes('token')
      ? 'asks for tokens in the address of the browser; only the code goes there'
      : name === 'grant_type' && words.includes('password')
        ? 'asks for the password of the person; only the authorization code is used'
        : undefined
  if (why) context.reader.error(pointer, 'not-available', `"${name}" in "${pointer.slice(1)}" ${why}`)
}

function checked(
  context: LoadContext,
  pointer: string,
  template: Template,
  place: { stage: Stage; part: Part },
): Template {
  const { reader, loaded, scope, baseUrl } = context
  for (const { code, message } of checkNames(template, place, scope)) {
    reader.error(pointer, code, `"${pointer.slice(1)}": ${message}`)
  }
  markUsed(loaded, namesOf(template))
  return template.flatMap(part => (typeof part !== 'string' && part.name === 'base_url' ? baseUrl : [part]))
}

function isLiteral(template: Template): boolean {
  const text = showTemplate(template)
  return namesOf(template).length === 0 && text !== '' && !/^<.*>$/s.test(text)
}

function formatOf(headers: readonly Param[]): BodyFormat | undefined {
  const type = headers.find(header => header.name.toLowerCase() === 'content-type')
  const value = type?.values?.[0]
  return value && /^application\/(?:[\w.-]+\+)?json\b/i.test(showTemplate(value).trim()) ? 'json' : undefined
}
