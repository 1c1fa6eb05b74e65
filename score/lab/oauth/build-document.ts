import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import type { QuirkRow } from './quirk-row.ts'

/** A key that is left out, to see that its row fails without it. */
export interface LeftOut {
  row: QuirkRow
  key: string
}

/** The config.json for a server with all the quirks of `rows`. */
export function buildDocument(origin: string, rows: readonly QuirkRow[], without?: LeftOut): JsonObject {
  const document: JsonObject = {
    name: 'depot-cloud',
    title: 'Depot Cloud',
    oauth_type: 'OAuth2',
    base_url: origin,
    oauth2_auth_url: '/authorize',
    oauth2_token_url: '/token',
    oauth2_validate_url: '/me',
    oauth2_params_scope: ['{"read":"Read your bins"}', '{"write":"Change your bins"}'],
    oauth2_ext: { account: { id: '/sub', label: '/name' } },
  }
  for (const row of rows) {
    for (const [name, value] of Object.entries({ ...row.beside?.(origin), ...row.keys?.(origin) })) {
      if (without?.row !== row || without.key !== name) put(document, name, value)
    }
  }
  return document
}

function put(document: JsonObject, name: string, value: Json): void {
  const place = /^(?:oauth2_|base_url)/.test(name) ? document : (document['oauth2_ext'] as JsonObject)
  place[name] = joined(name, place[name], value)
}

/** Parameters and headers come together, objects are laid over each other, everything else is replaced. */
function joined(name: string, before: Json | undefined, value: Json): Json {
  const isList = /_(?:data|query|headers|other)$/.test(name)
  if (isList && Array.isArray(before) && Array.isArray(value)) return [...before, ...value]
  return isObject(value) && isObject(before) ? { ...before, ...value } : value
}
