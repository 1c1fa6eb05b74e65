import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import type { ApiDraft, ConnectionCode } from './api-draft.ts'
import { draftOAuthFields } from './draft-oauth-fields.ts'
import { findProbe } from './find-probe.ts'
import type { ApiDescription } from './read-openapi.ts'

export interface ApiDrafts {
  drafts: ApiDraft[]
  /** Schemes that no form can say, each with the reason. */
  left: string[]
}

/** A draft for each security scheme of an OpenAPI document. */
export function draftOpenApi(api: ApiDescription): ApiDrafts {
  const drafts: ApiDraft[] = []
  const left: string[] = []
  const taken = new Set<string>()
  for (const [scheme, keys] of api.schemes) {
    const draft = draftScheme(api, scheme, keys)
    if (typeof draft === 'string') left.push(`${scheme}: ${draft}`)
    else {
      let name = draft.name
      for (let next = 2; taken.has(`${draft.kind} ${name}`); next++) name = `${draft.name}-${next}`
      taken.add(`${draft.kind} ${name}`)
      drafts.push({ ...draft, name })
    }
  }
  return { drafts, left }
}

function draftScheme(api: ApiDescription, scheme: string, keys: JsonObject): ApiDraft | string {
  const type = own(keys, 'type')
  const probe = findProbe(api.document, scheme)
  if (type === 'basic' || (type === 'http' && lower(keys, 'scheme') === 'basic')) {
    return connection(api, 'basic', 'basic', { header: { name: 'Authorization', from: 'basic' }, probe })
  }
  if (type === 'http' && lower(keys, 'scheme') === 'bearer') {
    return connection(api, 'token', 'token', { header: { name: 'Authorization', from: 'bearer' }, probe })
  }
  if (type === 'http') return `HTTP authentication "${lower(keys, 'scheme')}" is not drafted; write its connect by hand`
  if (type === 'apiKey') return draftKey(api, keys, probe)
  if (type === 'oauth2' || type === 'openIdConnect') return draftOAuthFields(api, scheme, keys)
  return `"${String(type)}" cannot be said by a form`
}

function draftKey(api: ApiDescription, keys: JsonObject, probe: string | undefined): ApiDraft | string {
  const [place, name] = [own(keys, 'in'), own(keys, 'name')]
  if (typeof name !== 'string' || !/^[\w.~-]{1,80}$/.test(name))
    return 'the name of its parameter is missing or unusual'
  if (place === 'header') return connection(api, 'key', 'app_key', { header: { name, from: 'key' }, probe })
  if (place === 'query') return connection(api, 'key', 'app_key', { query: name, probe })
  return `a key in a ${String(place)} is not drafted; write its connect by hand`
}

function connection(
  api: ApiDescription,
  name: string,
  authType: 'basic' | 'token' | 'app_key',
  code: ConnectionCode,
): ApiDraft {
  const own = {
    basic: {
      username: text('User Name', 'The name you sign in with'),
      password: secret('Password', 'The password of this user'),
    },
    token: { token: secret('Access Token', 'A token that you made for this') },
    app_key: { key: secret('API Key', 'The key that you were given') },
  }[authType]
  const url = {
    ...text('Server URL', 'Where the API answers'),
    format: 'url',
    ...(api.serverUrl && { default: api.serverUrl }),
  }
  const fields = Object.entries({ url, ...own }).map(([field, schema], index) => [
    field,
    { ...schema, propertyOrder: index + 1 },
  ])
  return { kind: 'connection', name, authType, fields: Object.fromEntries(fields), code }
}

function text(title: string, description: string) {
  return { type: 'string', title, description, minLength: 1 }
}

function secret(title: string, description: string) {
  return { ...text(title, description), format: 'password' }
}

function lower(keys: JsonObject, name: string): string {
  const value: Json | undefined = isObject(keys) ? own(keys, name) : undefined
  return typeof value === 'string' ? value.toLowerCase() : ''
}
