import { own } from '#shared/json.ts'
import type { LoadContext } from './load-urls.ts'
import { nearestName } from './nearest-name.ts'
import { readParams, readTemplate } from './read-params.ts'
import type { ApiSettings, Param, RequestTemplate, Template } from './types.ts'

const KEYS: ReadonlySet<string> = new Set(['in', 'name', 'template'])
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const PLACE = { stage: 'API', part: 'headers' } as const

/**
 * How calls of the service carry the token (oauth.md §5, `api_auth` and `api_headers`): as a bearer token, unless the
 * config says otherwise (RFC 6750 §2); a token bound to a key says so (RFC 9449 §7.1). OAuth 1 signs its calls, so there nothing is the rule.
 */
export function readApi(context: LoadContext, ext: string, { dpop = false } = {}): ApiSettings {
  const headers = readParams(context, `${ext}/api_headers`, PLACE)
  for (const { name } of headers) checkHeaderName(context, `${ext}/api_headers`, name)
  return { auth: readApiAuth(context, `${ext}/api_auth`, dpop), headers }
}

function readApiAuth(context: LoadContext, at: string, dpop: boolean): ApiSettings['auth'] {
  const { reader, scope } = context
  const signed = scope.protocol === 'oauth1'
  const given = reader.object(at)
  if (signed && Object.keys(given).length === 0) return null
  for (const key of Object.keys(given)) {
    const near = nearestName(key, KEYS)
    if (!KEYS.has(key))
      reader.error(at, 'unknown-key', `"api_auth" has no key "${key}"${near ? `; meant: "${near}"` : ''}`)
  }
  const place = reader.oneOf(`${at}/in`, ['header', 'query'], 'header')
  const token = signed ? 'oauth_token' : 'access_token'
  const name = reader.text(`${at}/name`) || (place === 'header' ? 'Authorization' : token)
  if (place === 'header') checkHeaderName(context, `${at}/name`, name)
  const value = readTemplate(context, `${at}/template`, PLACE)
  const bearer = place === 'header' && name.toLowerCase() === 'authorization'
  if (!value && bearer && signed) {
    reader.error(at, 'missing-field', '"api_auth" says nothing of what the header Authorization holds: add "template"')
  }
  if (value || own(given, 'template') === undefined) {
    const scheme: Template = dpop ? [{ name: 'token_scheme' }, ' '] : ['Bearer ']
    return { in: place, name, value: value ?? [...(bearer ? scheme : []), { name: token }] }
  }
  reader.error(`${at}/template`, 'type-mismatch', 'the "template" of "api_auth" is empty')
  return null
}

function checkHeaderName({ reader }: LoadContext, pointer: string, name: string): void {
  if (!HEADER_NAME.test(name)) reader.error(pointer, 'type-mismatch', `"${name}" is not the name of a header`)
}

/** A request of ours that is such a call: it carries the token as they do, where its own headers do not say how. */
export function asApiCall(request: RequestTemplate, { auth, headers }: ApiSettings): RequestTemplate {
  if (request.headers.length > 0 || !auth) return request
  const param: Param = { name: auth.name, values: [auth.value] }
  return auth.in === 'header'
    ? { ...request, headers: [param, ...headers] }
    : { ...request, headers, query: [...request.query.filter(({ name }) => name !== auth.name), param] }
}
