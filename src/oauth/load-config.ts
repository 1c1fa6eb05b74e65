import { isObject, type JsonObject, own } from '#shared/json.ts'
import { ConfigReader } from './config-reader.ts'
import { ENGINE_NAMES, type NameScope } from './known-names.ts'
import {
  readParams,
  readRefreshRequest,
  readRevokeRequest,
  readTemplate,
  readTokenRequest,
  readValidateRequest,
} from './load-requests.ts'
import { type LoadContext, readBaseUrl, readUrl, shownHost } from './load-urls.ts'
import { loadValues, warnUnused } from './load-values.ts'
import { EXT_POINTER, type ExtSettings, readExt } from './read-ext.ts'
import type {
  ConfigDiagnostic,
  Environment,
  InputField,
  LoadEntry,
  LoadedConfig,
  PinnedHost,
  ProviderConfig,
  Scope,
  Template,
} from './types.ts'

export interface LoadConfigInput {
  /** The whole config.json. */
  document: JsonObject
  /** Its text, so that diagnostics have a line and a column. */
  source?: string
  entry: LoadEntry
  environment: Environment
  /** `params` of deploymentConfig.json. */
  params: Record<string, string>
  redirectUri: string
}

/**
 * Reads one config.json with one entry of the load file (flow-format.md §6–§8). Throws nothing: whatever is wrong is a
 * diagnostic, and `config` is null when one of them is an error. The config is frozen, plain JSON, and holds no secret.
 */
export function loadConfig(input: LoadConfigInput): LoadedConfig {
  const { document, entry } = input
  const reader = new ConfigReader(document, input.source)
  if (own(document, 'oauth_type') === 'OAuth1') {
    reader.error('/oauth_type', 'not-available', 'OAuth 1 is not available yet')
    return { config: null, diagnostics: reader.diagnostics, hosts: [] }
  }
  const ext = readExt(reader)
  const inputs = readInputs(reader)
  const loaded = loadValues(reader, input)
  const scope: NameScope = {
    values: new Set(Object.keys(loaded.values)),
    before: namesIn(inputs.before),
    after: namesIn(inputs.after),
    callback: new Set(ext.callbackParams.map(param => param.name)),
    kept: new Set(ext.keep.map(field => field.as)),
  }
  const base = {
    reader,
    entry,
    loaded,
    scope,
    inputs: [...inputs.before, ...inputs.after],
    clientId: entry.values['CLIENT_ID'] ?? '',
    hostSuffix: ext.hostSuffix,
    loopbackHttp: input.environment === 'local',
  }
  checkClient(reader, entry, ext)
  const context: LoadContext = { ...base, baseUrl: readBaseUrl(base) }
  const config = assemble(context, ext, inputs, input.redirectUri)
  warnUnused(reader, entry, loaded)
  return {
    config: reader.failed ? null : deepFreeze(structuredClone(config)),
    diagnostics: inFileOrder(reader.diagnostics),
    hosts: reader.failed ? [] : listHosts(context, config),
  }
}

interface Inputs {
  before: InputField[]
  after: InputField[]
}

function assemble(context: LoadContext, ext: ExtSettings, inputs: Inputs, redirectUri: string): ProviderConfig {
  const { reader, entry, loaded } = context
  const authUrl = readUrl(context, { pointer: '/oauth2_auth_url', stage: 'auth', key: 'AUTH_URL' })
  if (!authUrl) reader.error('/oauth2_auth_url', 'missing-field', 'the address of the login page is missing')
  const token = readTokenRequest(context, ext.clientAuth)
  const refresh = readRefreshRequest(context, token, ext.clientAuth)
  const { untickedScopes, requiredScopes, refreshes, ...settings } = ext
  const name = reader.text('/name') || entry.connector
  return {
    format: 1,
    connector: name,
    displayName: entry.displayName,
    title: reader.text('/title') || name,
    clientId: context.clientId,
    redirectUri,
    loopbackHttp: context.loopbackHttp,
    authUrl: authUrl ?? [],
    authQuery: readParams(context, '/oauth2_auth_query', { stage: 'auth', part: 'query' }),
    token,
    refresh: refreshes ? refresh : null,
    validate: readValidateRequest(context),
    revoke: readRevokeRequest(context),
    scopes: readScopes(reader, entry, { untickedScopes, requiredScopes }),
    ...inputs,
    values: loaded.values,
    basic: readBasic(context),
    noState: reader.flag('/oauth2_no_state', false),
    ca: entry.values['CA'] ?? null,
    ...settings,
  }
}

function checkClient(reader: ConfigReader, entry: LoadEntry, ext: ExtSettings): void {
  if (!entry.values['CLIENT_ID']) reader.entry('error', 'CLIENT_ID', 'missing-field', 'the key "CLIENT_ID" is missing')
  if (!entry.values['CLIENT_SECRET'] && ext.clientAuth !== 'none') {
    const message = 'the key "CLIENT_SECRET" is missing. Only a config with client_auth "none" does without.'
    reader.entry('error', 'CLIENT_SECRET', 'missing-field', message)
  }
}

function readBasic(context: LoadContext): ProviderConfig['basic'] {
  const given = context.reader.object(`${EXT_POINTER}/basic`)
  const place = { stage: 'token', part: 'headers' } as const
  const pair = (key: string, fallback: Template) =>
    readTemplate(context, `${EXT_POINTER}/basic/${key}`, place) ?? (own(given, key) === '' ? [] : fallback)
  return {
    user: pair('user', [{ name: 'client_id' }]),
    password: pair('password', [{ name: 'client_secret' }]),
  }
}

function readInputs(reader: ConfigReader): Inputs {
  const inputs: Inputs = { before: [], after: [] }
  for (const [name, value] of reader.schemas('oauth2_params_other')) {
    if (ENGINE_NAMES.has(name)) {
      reader.error(
        '/oauth2_params_other',
        'misplaced-name',
        `the input "${name}" has a name that belongs to the engine`,
      )
      continue
    }
    const { when = 'before', ...schema } = isObject(value) ? value : { title: String(value), minLength: 1 }
    if (when !== 'before' && when !== 'after') {
      reader.error('/oauth2_params_other', 'type-mismatch', `"when" of the input "${name}" is neither before nor after`)
      continue
    }
    inputs[when].push({ name, schema: { type: 'string', title: name, ...schema } })
  }
  return inputs
}

function readScopes(
  reader: ConfigReader,
  entry: LoadEntry,
  boxes: { untickedScopes: string[]; requiredScopes: string[] },
): Scope[] {
  const texts = new Map<string, string>()
  for (const [value, text] of reader.list('/oauth2_params_scope')) {
    if (value.trim() === '') {
      reader.error('/oauth2_params_scope', 'empty-scope', `the scope with the text "${String(text)}" has no value`)
    } else texts.set(value, typeof text === 'string' && text !== '' ? text : value)
  }
  const offered = entry.values['SCOPE']?.split(/\s+/).filter(value => value !== '') ?? [...texts.keys()]
  for (const value of [...boxes.untickedScopes, ...boxes.requiredScopes]) {
    if (!offered.includes(value)) reader.warn(EXT_POINTER, 'unused-key', `the scope "${value}" is not offered`)
  }
  return [...new Set(offered)].map(value => {
    const required = boxes.requiredScopes.includes(value)
    const ticked = required || !boxes.untickedScopes.includes(value)
    return { value, text: texts.get(value) ?? value, ticked, required }
  })
}

/** Every host a client secret, a code or a token may go to, with the field it comes from (oauth.md REG-2). */
function listHosts(context: LoadContext, config: ProviderConfig): PinnedHost[] {
  const urls: [string, Template | undefined][] = [
    ['auth_url', config.authUrl],
    ['token_url', config.token.url],
    ['refresh_url', config.refresh?.url],
    ['validate_url', config.validate?.url],
    ['revoke_url', config.revoke?.url],
  ]
  const hosts = urls.flatMap(([key, url]) => (url ? [{ host: shownHost(context, url), key }] : []))
  return [...hosts, ...config.hostSuffix.map(host => ({ host: `*.${host.replace(/^[*.]+/, '')}`, key: 'host_suffix' }))]
}

function inFileOrder(diagnostics: ConfigDiagnostic[]): ConfigDiagnostic[] {
  const rank = ({ file }: ConfigDiagnostic) => (file === 'config' ? 0 : 1)
  return diagnostics.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column)
}

function namesIn(inputs: readonly InputField[]): ReadonlySet<string> {
  return new Set(inputs.map(input => input.name))
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}
