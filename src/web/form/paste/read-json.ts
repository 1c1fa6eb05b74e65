import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { MOST_VALUES, type PastedValue } from './pasted.ts'

const DEEPEST = 8

/** Every value of a JSON text by its names, groups too; undefined when it is no JSON object or list. */
export function readJson(text: string): PastedValue[] | undefined {
  const json = parse(text)
  if (!isObject(json) && !Array.isArray(json)) return undefined
  const values: PastedValue[] = []
  flatten(json, [], values)
  if (isObject(json) && isKeyFile(json)) {
    values.push({ names: [], value: JSON.stringify(json, null, 2), concept: 'keyFile', quiet: true })
  }
  return values
}

/** As people copy it: with a byte-order mark, a comma too many, or as lines from the middle of a file. */
function parse(text: string): Json | undefined {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  for (const attempt of [trimmed, trimmed.replace(/,\s*([}\]])/g, '$1'), `{${trimmed.replace(/,$/, '')}}`]) {
    try {
      return JSON.parse(attempt) as Json
    } catch {
      // The next attempt, or no JSON.
    }
  }
  return undefined
}

function flatten(json: Json, names: string[], values: PastedValue[]): void {
  if (values.length >= MOST_VALUES || names.length > DEEPEST || json === null) return
  if (Array.isArray(json)) {
    const named = json.map(readNamed)
    if (json.length > 0 && named.every(pair => pair !== undefined)) {
      for (const { name, value } of named) flatten(value, [...names, name], values)
    } else if (json.every(item => typeof item !== 'object')) values.push({ names, value: json })
    else if (json.length === 1) flatten(json[0] ?? null, names, values)
    return
  }
  if (!isObject(json)) {
    if (json !== '') values.push({ names, value: json })
    return
  }
  if (names.length > 0) values.push({ names, value: json, quiet: true })
  for (const [name, value] of Object.entries(json)) flatten(value, [...names, name], values)
}

/** One of a list of `{name, value}` or `{key, value}`, as exports of variables have them. */
function readNamed(json: Json): { name: string; value: Json } | undefined {
  if (!isObject(json)) return undefined
  const name = json['name'] ?? json['key']
  const value = json['value']
  return typeof name === 'string' && value !== undefined ? { name, value } : undefined
}

/** The file of a service account or an OAuth client, which some forms take whole. */
function isKeyFile(json: JsonObject): boolean {
  const { type } = json
  if (typeof type === 'string' && /^(service_account|authorized_user|external_account)$/.test(type)) return true
  return typeof json['private_key'] === 'string' && typeof json['client_email'] === 'string'
}
