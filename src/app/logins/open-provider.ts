import { createHash } from 'node:crypto'
import { loadConfig } from '#oauth/load-config.ts'
import type { PinnedHost } from '#oauth/load-types.ts'
import type { Client } from '#oauth/oauth-request.ts'
import { OAUTH1_DEFAULTS, OAUTH2_DEFAULTS } from '#oauth/oauth2-defaults.ts'
import type { ProviderConfig } from '#oauth/types.ts'
import { resolveText } from '#schema/texts.ts'
import type { TextBundles } from '#schema/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import { canonicalJson, type Json } from '#shared/json.ts'
import type { ProviderRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { mayUse } from '../may-use.ts'
import { openEntry } from './provider-secret.ts'
import { type RedirectTarget, redirectTarget } from './redirect-uri.ts'

/** A loaded provider, ready to use. */
export interface OpenedProvider {
  row: ProviderRow
  config: ProviderConfig
  /** Hash of the config: what a grant was made with. */
  configVersion: string
  client: Client
  redirect: RedirectTarget
  service: string
  /** Name of the service in words; the one in `config` is in English. */
  title(locale: string): string
  texts(locale: string): TextBundles
}

/** The provider of this id. Throws `not_found` or `unreadable`. */
export async function requireProvider(context: AppContext, id: string): Promise<OpenedProvider> {
  const row = isId('prv', id) ? await context.store.providers.get(id) : null
  if (row && row.workspaceId === context.owner.workspaceId) {
    await context.catalogue.ready()
    const opened = openProvider(context, row)
    if (mayUse(context.owner, opened.service, row.connector)) return opened
  }
  throw new AppError('not_found', { detail: 'There is no provider with this id. It may have been deleted.' })
}

/**
 * Reads the connector's config as it is now. Where it has become wrong, is gone, or would send a secret to a host that
 * nobody approved, the config that was loaded goes on (oauth.md REG-2).
 */
export function openProvider(context: AppContext, row: ProviderRow): OpenedProvider {
  const values = openEntry(context, row)
  const redirect = redirectTarget(context.config, row.connector, row.displayName)
  const found = context.catalogue.findOAuth(row.connector)
  const config = currentConfig(context, row, values)
  const texts = (locale: string): TextBundles =>
    found
      ? context.catalogue.texts(found.connector, locale)
      : { service: row.connector, chain: [locale, 'en'], bundles: {} }
  const title = (locale: string) => resolveText(config.title, texts(locale)) || row.connector
  return {
    row,
    config: { ...config, title: title('en') },
    configVersion: configVersion(config),
    client: clientOf(config.clientId, values),
    redirect,
    service: found?.connector.service ?? row.connector,
    title,
    texts,
  }
}

function clientOf(
  clientId: string,
  { CLIENT_SECRET: clientSecret, PRIVATE_KEY: privateKey, CERTIFICATE: certificate }: Record<string, string>,
): Client {
  return {
    clientId,
    ...(clientSecret ? { clientSecret } : {}),
    ...(privateKey ? { privateKey } : {}),
    ...(certificate ? { certificate } : {}),
  }
}

/** The hosts that were approved when the provider was loaded. */
export function pinnedHosts(row: Pick<ProviderRow, 'hosts'>): PinnedHost[] {
  return JSON.parse(row.hosts) as PinnedHost[]
}

/** Hosts that nobody approved yet. */
export function newHosts(hosts: readonly PinnedHost[], pinned: readonly PinnedHost[]): PinnedHost[] {
  const known = new Set(pinned.map(({ host }) => host))
  return hosts.filter(({ host }) => !known.has(host))
}

export interface ConfigNow {
  /** Null: the connector is gone, or its config is wrong. */
  config: ProviderConfig | null
  hosts: PinnedHost[]
}

/** The connector's config as its file is now, whether or not somebody approved where it leads. */
export function configNow(
  { catalogue, config }: AppContext,
  { connector, displayName }: ProviderRow,
  values: Record<string, string>,
): ConfigNow {
  const found = catalogue.findOAuth(connector)
  if (!found) return { config: null, hosts: [] }
  const { document, source } = found.artifact
  const { environment, params } = config
  const redirectUri = redirectTarget(config, connector, displayName).uri
  const entry = { connector, displayName, values }
  return loadConfig({ document, source, entry, environment, params, redirectUri })
}

function currentConfig(context: AppContext, row: ProviderRow, values: Record<string, string>): ProviderConfig {
  const now = configNow(context, row, values)
  if (now.config && newHosts(now.hosts, pinnedHosts(row)).length === 0) return now.config
  return storedConfig(row, values, redirectTarget(context.config, row.connector, row.displayName).uri)
}

/** They are no names to fill in. */
const PROOF_KEYS: ReadonlySet<string> = new Set(['CLIENT_SECRET', 'PRIVATE_KEY', 'CERTIFICATE'])

/** The stored config lacks what the entry filled in, because that is kept encrypted. */
function storedConfig(row: ProviderRow, values: Record<string, string>, redirectUri: string): ProviderConfig {
  // Rows from before a key came do not hold it.
  const written = JSON.parse(row.config) as ProviderConfig
  const stored = (
    written.protocol === 'oauth1' ? { ...OAUTH1_DEFAULTS, ...written } : { ...OAUTH2_DEFAULTS, ...written }
  ) as ProviderConfig
  const filled: [string, string][] = []
  for (const [key, value] of Object.entries(values)) {
    if (!PROOF_KEYS.has(key)) filled.push([key, value], [key.toLowerCase(), value])
  }
  return {
    ...stored,
    values: { ...stored.values, ...Object.fromEntries(filled) },
    redirectUri,
    ca: values['CA'] ?? null,
  }
}

/** What of a config may stand in the database in clear: everything but the values of the load file. */
export function plainConfig(config: ProviderConfig, values: Record<string, string>): ProviderConfig {
  const keys = new Set(Object.keys(values).flatMap(key => [key, key.toLowerCase()]))
  const kept = Object.entries(config.values).filter(([name]) => !keys.has(name))
  return { ...config, values: Object.fromEntries(kept), ca: null }
}

function configVersion(config: ProviderConfig): string {
  return createHash('sha256')
    .update(canonicalJson(config as unknown as Json))
    .digest('hex')
    .slice(0, 32)
}
