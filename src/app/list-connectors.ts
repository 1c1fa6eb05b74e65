import type { ConnectionArtifact, ConnectorFolder, OAuthArtifact } from '#connectors/types.ts'
import { resolveText } from '#schema/texts.ts'
import type {
  BrokenArtifact,
  ConnectionType,
  Connector,
  ConnectorList,
  LoginType,
} from '#shared/contract/connectors.ts'
import { isObject, own } from '#shared/json.ts'
import type { ProviderRow } from '#store/types.ts'
import type { Actor } from './actor.ts'
import { brokenFor } from './author-view.ts'
import { brokenPlace } from './broken-place.ts'
import type { FoundConnection } from './catalogue.ts'
import type { AppContext } from './context.ts'
import { exportsForList } from './exports-for-list.ts'
import { findConfigFaults } from './find-config-faults.ts'
import { formOf } from './find-type.ts'
import { titleOf } from './form-title.ts'
import { mayUse } from './may-use.ts'

/** The order of the "Connector Type" list (flow-format.md §12.3). */
const AUTH_ORDER = ['none', 'basic', 'token', 'app_key', 'one_way_ssl', 'two_way_ssl', 'custom']

/** Everything that can be added, by connector, and everything that is broken, with its place. */
export function makeListConnectors(context: AppContext) {
  return async (locale: string): Promise<ConnectorList> => {
    const { catalogue, store, owner } = context
    const providers = await store.providers.list(owner.workspaceId)
    const broken: BrokenArtifact[] = [...catalogue.broken()]
    const items = await Promise.all(
      catalogue.connectors().map(async connector => {
        const described = await Promise.all(
          connector.connections
            .filter(isOffered)
            .map(artifact => describeType(context, { connector, artifact }, locale)),
        )
        broken.push(...described.filter(isBroken))
        broken.push(...brokenConfigs(context, connector, providers))
        const types = described.flatMap(one => (isBroken(one) ? [] : [one]))
        return describeConnector(context, connector, { types, providers, locale })
      }),
    )
    if (owner.only) return { items: items.flatMap(item => keptTo(owner, item)), broken: [] }
    const usable = items.filter(item => item.connectionTypes.length > 0 || item.loginTypes.length > 0)
    usable.sort((a, b) => a.displayName.localeCompare(b.displayName, locale))
    return { items: usable, broken: broken.map(one => brokenFor(owner, one)) }
  }
}

/** What of a connector an actor who is kept to some may add; nothing where that is nothing. */
function keptTo(owner: Actor, connector: Connector): Connector[] {
  const { service } = connector
  const connectionTypes = connector.connectionTypes.filter(({ name }) => mayUse(owner, service, name))
  const loginTypes = connector.loginTypes.filter(({ name }) => mayUse(owner, service, name))
  return connectionTypes.length + loginTypes.length > 0 ? [{ ...connector, connectionTypes, loginTypes }] : []
}

/** Configs that nothing could load. One that a provider is loaded from works, whatever its file says by itself. */
function brokenConfigs(
  { config }: AppContext,
  { service, oauths }: ConnectorFolder,
  providers: readonly ProviderRow[],
): BrokenArtifact[] {
  const unused = oauths.filter(oauth => oauth.published && !providers.some(({ connector }) => connector === oauth.name))
  return unused.flatMap(oauth => findConfigFaults(service, oauth, config))
}

function isOffered(artifact: ConnectionArtifact): boolean {
  return artifact.latest && artifact.published
}

interface Parts {
  types: ConnectionType[]
  providers: readonly ProviderRow[]
  locale: string
}

function describeConnector(context: AppContext, connector: ConnectorFolder, parts: Parts): Connector {
  const texts = context.catalogue.texts(connector, parts.locale)
  const rank = (type: ConnectionType) => AUTH_ORDER.indexOf(type.authType)
  const types = parts.types.toSorted((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label, parts.locale))
  return {
    service: connector.service,
    displayName: resolveText(connector.displayName, texts),
    icon: connector.icon,
    connectionTypes: types,
    loginTypes: connector.oauths
      .filter(oauth => oauth.published)
      .map(oauth => describeLoginType(oauth, resolveText(oauth.title, texts), parts.providers)),
  }
}

function isBroken(described: ConnectionType | BrokenArtifact): described is BrokenArtifact {
  return 'line' in described
}

/** A type whose code has no `connect` is broken: nothing could ever be saved with it. */
async function describeType(
  context: AppContext,
  found: FoundConnection,
  locale: string,
): Promise<ConnectionType | BrokenArtifact> {
  const { connector, artifact } = found
  const exported = await exportsForList(context, found)
  if (!exported.connect) {
    const message = exported.error ?? 'index.js exports no function connect'
    const code = exported.error === undefined ? 'no-connect' : 'not-loaded'
    const stack = exported.stack ? { stack: exported.stack } : {}
    const at = brokenPlace(found, exported)
    return { ...at, service: connector.service, name: artifact.name, code, message, ...stack }
  }
  const texts = context.catalogue.texts(connector, locale)
  const title = titleOf(formOf(context, found, locale))
  const label = resolveText(artifact.label, texts)
  return {
    name: artifact.name,
    version: artifact.version,
    label: label || title || artifact.name,
    title: title || label || artifact.name,
    authType: artifact.authType,
    ...(artifact.phase === 'gold' ? {} : { phase: artifact.phase }),
    hasValidate: exported.validate,
    tags: artifact.tags.map(tag => resolveText(tag, texts)),
  }
}

function describeLoginType(oauth: OAuthArtifact, title: string, providers: readonly ProviderRow[]): LoginType {
  return {
    name: oauth.name,
    title: title || oauth.name,
    category: oauth.category,
    oauthType: oauth.oauthType,
    ...(oauth.documentation ? { documentation: oauth.documentation } : {}),
    ...setupUrl(oauth),
    providers: providers
      .filter(provider => provider.connector === oauth.name)
      .map(({ id, displayName }) => ({ id, displayName }))
      .sort((a, b) => a.displayName.localeCompare(b.displayName)),
  }
}

function setupUrl({ document }: OAuthArtifact): { setupUrl?: string } {
  const ext = own(document, 'oauth2_ext') ?? own(document, 'oauth1_ext')
  const url = isObject(ext) ? own(ext, 'setup_url') : undefined
  const isSafe = typeof url === 'string' && URL.canParse(url) && new URL(url).protocol === 'https:'
  return isSafe ? { setupUrl: url } : {}
}
