import { own } from '#shared/json.ts'
import { ConfigReader } from './config-reader.ts'
import type { Assembled, LoadConfigInput, LoadDraft } from './load-context.ts'
import { assembleOAuth2 } from './load-oauth2.ts'
import type { ConfigDiagnostic, LoadedConfig, PinnedHost } from './load-types.ts'
import { shownHost } from './load-urls.ts'
import { loadValues, warnUnused } from './load-values.ts'
import { assembleOAuth1 } from './oauth1/load-oauth1.ts'
import { readInputs } from './read-inputs.ts'
import type { ProviderConfig } from './types.ts'

/**
 * Reads one config.json with one entry of the load file (flow-format.md §6–§9). Throws nothing: whatever is wrong is a
 * diagnostic, and `config` is null when one of them is an error. The config is frozen, plain JSON, and holds no secret.
 */
export function loadConfig(input: LoadConfigInput): LoadedConfig {
  const reader = new ConfigReader(input.document, input.source)
  const protocol = readProtocol(reader)
  const loaded = loadValues(reader, { ...input, protocol })
  const draft: LoadDraft = { reader, input, loaded, inputs: readInputs(reader, protocol) }
  const assembled = protocol === 'oauth1' ? assembleOAuth1(draft) : assembleOAuth2(draft)
  warnUnused(reader, input.entry, loaded)
  return {
    config: reader.failed ? null : deepFreeze(structuredClone(assembled.config)),
    diagnostics: inFileOrder(reader.diagnostics),
    hosts: reader.failed ? [] : listHosts(assembled),
  }
}

/**
 * `oauth_type` says which fields count; a file whose fields are those of the other kind was edited by mistake,
 * and is read as that kind so that nothing else is said about it.
 */
function readProtocol(reader: ConfigReader): ProviderConfig['protocol'] {
  const type = own(reader.document, 'oauth_type') ?? 'OAuth2'
  const protocol = type === 'OAuth1' ? 'oauth1' : 'oauth2'
  const fields = (prefix: string) => Object.keys(reader.document).some(key => key.startsWith(`${prefix}_`))
  const other = protocol === 'oauth1' ? 'oauth2' : 'oauth1'
  if (type !== 'OAuth1' && type !== 'OAuth2') {
    reader.error('/oauth_type', 'type-mismatch', '"oauth_type" is neither OAuth2 nor OAuth1')
  } else if (fields(other) && !fields(protocol)) {
    const message = `"oauth_type" says ${type}, and the fields are those of ${other === 'oauth1' ? 'OAuth1' : 'OAuth2'}`
    reader.error('/oauth_type', 'type-mismatch', message)
    return other
  }
  return protocol
}

/** Every host a client secret, a code or a token may go to, with the field it comes from (oauth.md REG-2). */
function listHosts({ config, context, urls }: Assembled): PinnedHost[] {
  const hosts = urls.flatMap(([key, url]) => (url ? [{ host: shownHost(context, url), key }] : []))
  return [...hosts, ...config.hostSuffix.map(host => ({ host: `*.${host.replace(/^[*.]+/, '')}`, key: 'host_suffix' }))]
}

function inFileOrder(diagnostics: ConfigDiagnostic[]): ConfigDiagnostic[] {
  const rank = ({ file }: ConfigDiagnostic) => (file === 'config' ? 0 : 1)
  return diagnostics.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column)
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}
