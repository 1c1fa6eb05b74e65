import type { JsonObject } from '#shared/json.ts'
import type { ConfigReader } from './config-reader.ts'
import type { Environment, LoadEntry } from './load-types.ts'
import { type LoadContext, readBaseUrl } from './load-urls.ts'
import type { LoadValues } from './load-values.ts'
import type { SharedExt } from './read-ext-parts.ts'
import type { Inputs } from './read-inputs.ts'
import { readScopes } from './read-scopes.ts'
import type { InputField, ProviderConfig, Template } from './types.ts'

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

/** A config that is being read, before its requests are. */
export interface LoadDraft {
  reader: ConfigReader
  input: LoadConfigInput
  loaded: LoadValues
  inputs: Inputs
}

/** A config that was read to its end, right or wrong. */
export interface Assembled {
  config: ProviderConfig
  context: LoadContext
  /** Every address with the key it is listed under (oauth.md REG-2). */
  urls: readonly (readonly [key: string, url: Template | undefined])[]
}

interface ContextSettings {
  protocol: ProviderConfig['protocol']
  ext: SharedExt
  /** Names of the callback's parameters that are kept. */
  callback: readonly string[]
  /** More names that answers leave behind. */
  kept?: readonly string[]
  refreshesByToken?: boolean
  secretInQuery?: boolean
}

/** What reading the requests of a config needs at every step. */
export function makeLoadContext(
  draft: LoadDraft,
  { protocol, ext, callback, kept = [], ...flags }: ContextSettings,
): LoadContext {
  const { reader, input, loaded, inputs } = draft
  const base = {
    reader,
    entry: input.entry,
    loaded,
    scope: {
      protocol,
      values: new Set(Object.keys(loaded.values)),
      before: namesIn(inputs.before),
      after: namesIn(inputs.after),
      callback: new Set(callback),
      kept: new Set([...ext.keep.map(field => field.as), ...kept]),
      ...flags,
    },
    inputs: [...inputs.before, ...inputs.after],
    clientId: input.entry.values['CLIENT_ID'] ?? '',
    hostSuffix: ext.hostSuffix,
    loopbackHttp: input.environment === 'local',
  }
  return { ...base, baseUrl: readBaseUrl(base) }
}

type ScopeBoxes = Pick<SharedExt, 'untickedScopes' | 'requiredScopes'>

/** The fields that configs of both protocols have, but for their requests and what their ext object settles. */
export function readCommon(draft: LoadDraft, context: LoadContext, { untickedScopes, requiredScopes }: ScopeBoxes) {
  const { reader, input, loaded, inputs } = draft
  const { entry } = input
  const { protocol } = context.scope
  const name = reader.text('/name') || entry.connector
  if (!entry.values['CLIENT_ID']) reader.entry('error', 'CLIENT_ID', 'missing-field', 'the key "CLIENT_ID" is missing')
  return {
    format: 1,
    connector: name,
    displayName: entry.displayName,
    title: reader.text('/title') || name,
    clientId: context.clientId,
    redirectUri: input.redirectUri,
    loopbackHttp: context.loopbackHttp,
    scopes: readScopes(reader, entry, { protocol, untickedScopes, requiredScopes }),
    ...inputs,
    values: loaded.values,
    ca: entry.values['CA'] ?? null,
  } as const
}

function namesIn(inputs: readonly InputField[]): ReadonlySet<string> {
  return new Set(inputs.map(input => input.name))
}
