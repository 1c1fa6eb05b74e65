import type { ConfigReader } from './config-reader.ts'
import { isEngineName } from './known-names.ts'
import type { ListValue } from './list-field.ts'
import type { Environment, LoadEntry } from './load-types.ts'
import { fillText, namesOf, parseTemplate, showTemplate } from './template.ts'
import type { ProviderConfig, Template } from './types.ts'

/** Load-file keys with a meaning of their own; all other keys are names to fill in. */
const FIELD_KEYS = [
  'BASE_URL',
  'AUTH_URL',
  'REQUEST_TOKEN_URL',
  'TOKEN_URL',
  'REFRESH_URL',
  'VALIDATE_URL',
  'SCOPE',
] as const
/** They prove the client, and are never filled in as they are. */
const PROOF_KEYS: ReadonlySet<string> = new Set(['CLIENT_SECRET', 'PRIVATE_KEY', 'CERTIFICATE'])
const OWN_KEYS: ReadonlySet<string> = new Set(['CLIENT_ID', 'CA', ...FIELD_KEYS, ...PROOF_KEYS])

export type FieldKey = (typeof FIELD_KEYS)[number]

/** What the load file, the deployment and the params of the config fill in, by name. */
export interface LoadValues {
  values: Record<string, string>
  /** The load-file key behind a name: `HOST` for both `HOST` and `host`. */
  keyOf: Map<string, string>
  /** Load-file keys that were needed so far. */
  used: Set<string>
}

export interface ValueSources {
  protocol: ProviderConfig['protocol']
  entry: LoadEntry
  environment: Environment
  params: Record<string, string>
  redirectUri: string
}

/** A text of config.json as a template: the return URL may stand in it bare, and both spellings of the client's names. */
export function toTemplate(text: string): Template {
  const template = parseTemplate(
    text.replace(/\{OAUTH_ENDPOINT_OAUTH_RETURN\}|OAUTH_ENDPOINT_OAUTH_RETURN/g, '{redirect_uri}'),
  )
  return template.map(part => {
    if (typeof part === 'string') return part
    return part.name === 'CLIENT_ID' || part.name === 'CLIENT_SECRET' ? { name: part.name.toLowerCase() } : part
  })
}

/** Load file over `env_<current>_params` over `env_params` over the deployment's params (flow-format.md §7). */
export function loadValues(reader: ConfigReader, sources: ValueSources): LoadValues {
  const result: LoadValues = { values: { ...sources.params }, keyOf: new Map(), used: new Set() }
  for (const name of Object.keys(sources.params)) {
    if (isEngineName(sources.protocol, name)) delete result.values[name]
  }
  const fromEntry = entryValues(sources, result.keyOf)
  const known = { ...result.values, ...fromEntry, redirect_uri: sources.redirectUri }
  for (const field of ['env_params', `env_${sources.environment}_params`]) {
    for (const [name, value] of reader.list(`/${field}`)) {
      const filled = paramValue({ reader, protocol: sources.protocol, field, name, value, known, result })
      if (filled !== undefined) result.values[name] = filled
    }
  }
  Object.assign(result.values, fromEntry)
  return result
}

/** Marks the load-file key behind a name as needed. */
export function markUsed(loaded: LoadValues, names: Iterable<string>): void {
  for (const name of names) {
    const key = loaded.keyOf.get(name)
    if (key !== undefined) loaded.used.add(key)
  }
}

/** A key nobody uses is likely a typing error. */
export function warnUnused(reader: ConfigReader, entry: LoadEntry, loaded: LoadValues): void {
  for (const key of Object.keys(entry.values)) {
    if (OWN_KEYS.has(key) || loaded.used.has(key)) continue
    reader.entry('warning', key, 'unused-key', `nothing in the configuration uses the key "${key}"`)
  }
}

function entryValues({ entry, protocol }: ValueSources, keyOf: Map<string, string>): Record<string, string> {
  const values: [string, string][] = []
  for (const [key, value] of Object.entries(entry.values)) {
    if (PROOF_KEYS.has(key) || key === 'CA' || key === 'CLIENT_ID') continue
    for (const name of new Set([key, key.toLowerCase()])) {
      if (isEngineName(protocol, name)) continue
      values.push([name, value])
      keyOf.set(name, key)
    }
  }
  return Object.fromEntries(values)
}

interface ParamInput {
  reader: ConfigReader
  protocol: ProviderConfig['protocol']
  field: string
  name: string
  value: ListValue
  known: Record<string, string>
  result: LoadValues
}

function paramValue(input: ParamInput): string | undefined {
  const { reader, field, name, value, known, result } = input
  const at = `/${field}`
  if (typeof value !== 'string') {
    if (value !== null) reader.error(at, 'type-mismatch', `"${name}" in ${field} holds a list; a parameter is one text`)
    return undefined
  }
  const template = toTemplate(value)
  if (isEngineName(input.protocol, name)) {
    if (!isPlaceFor(name, value, template)) reader.error(at, ...redefinition(field, name))
    return undefined
  }
  for (const used of namesOf(template)) {
    if (Object.hasOwn(known, used)) continue
    reader.error(at, 'unknown-name', `the name {${used}} in "${name}" of ${field} is not known to the load file`)
  }
  markUsed(result, namesOf(template))
  return fillText(template, known)
}

/** `"client_id": "{CLIENT_ID}"`, an empty text or `<…>` only mark the place where the value comes in. */
function isPlaceFor(name: string, value: string, template: Template): boolean {
  const shown = showTemplate(template)
  return value.trim() === '' || /^<.*>$/s.test(value) || shown === `{${name}}` || value === name.toUpperCase()
}

function redefinition(field: string, name: string): [code: string, message: string] {
  return /secret$/.test(name)
    ? ['secret-in-config', `${field} holds a client secret. Move it to CLIENT_SECRET in the load file.`]
    : ['misplaced-name', `${field} gives "${name}" a value of its own, but that name belongs to the engine`]
}
