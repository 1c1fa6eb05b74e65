import { isSecretMark } from '#schema/value-places.ts'
import type { KeptConnection } from '#shared/contract/connection-file.ts'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'

/** A connection as it stands in a file: a reference to a variable where a secret is set, and texts that are no references. */
export function writeReferences(connection: KeptConnection): KeptConnection {
  const write = (value: Json, names: string[]): Json => {
    if (isSecretMark(value)) return `\${${names.map(toName).join('_')}}`
    if (Array.isArray(value)) return value.map((item, index) => write(item, [...names, String(index + 1)]))
    if (isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, write(item, [...names, key])]))
    }
    return typeof value === 'string' ? value.replaceAll('${', () => '$${') : value
  }
  return { ...connection, values: write(connection.values as JsonObject, [connection.label]) as JsonObject }
}

/** `clientSecret` of `Depot_1` becomes `DEPOT_1_CLIENT_SECRET`; letters that no variable has become `_`. */
function toName(text: string): string {
  const words = text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()
  const name = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Z0-9_]+/g, '_')
  return name.replace(/^FLOW_/, 'THE_FLOW_')
}
