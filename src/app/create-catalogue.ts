import { makeDiscovery } from '#connectors/discover.ts'
import type { ConnectionArtifact, ConnectorFolder, Discovery } from '#connectors/types.ts'
import { watchConnectors } from '#connectors/watch.ts'
import type { Runner } from '#runner/types.ts'
import { localeChain } from '#schema/texts.ts'
import type { Catalogue, FoundConnection, FoundOAuth } from './catalogue.ts'
import { describeFault, type Log } from './log.ts'
import { makeInspector } from './make-inspector.ts'

interface CatalogueOptions {
  roots: string[]
  runner: Pick<Runner, 'inspect'>
  log: Log
  /** Called after a look that found something else than the one before. */
  onChange: () => void
  /** Called when more is known of what the code exports than was told before. */
  onInspected: () => void
  /** Asks for the exports of every offered type ahead of the first list. */
  eager: boolean
  /** Where the answers are kept for the next start. */
  cacheFile: string
}

/**
 * Looks when it is first asked to, and watches the folders from then on. One broken artifact never hides the others
 * (flow-format.md §1).
 */
export function createCatalogue(options: CatalogueOptions): Catalogue {
  const { roots, log, onChange, onInspected, eager, cacheFile } = options
  const inspector = makeInspector({ runner: options.runner, cacheFile, log })
  const discover = makeDiscovery(roots)
  let seen: Discovery = { connectors: [], broken: [] }
  let fingerprint = ''
  let looking: Promise<void> = Promise.resolve()
  let first: Promise<void> | undefined
  let watcher: { close(): void } | undefined
  let closed = false

  const take = (found: Discovery) => {
    seen = found
    inspector.keepOnly(found.connectors)
    if (eager) inspector.askAhead(offeredTypes(found.connectors)).then(more => more && onInspected())
  }
  const look = async (changed?: readonly string[]) => {
    const found = await discover(changed)
    const next = fingerprintOf(found)
    if (next === fingerprint) return
    fingerprint = next
    take(found)
    log.info('connectors-changed', { count: found.connectors.length })
    onChange()
  }
  // One look after the other: two at once could end in the older picture.
  const refresh = (changed?: readonly string[]) => {
    const next = () => look(changed)
    looking = looking.then(next, next)
    return looking
  }
  const begin = async () => {
    watcher ??= await watchConnectors(roots, changed => {
      refresh(changed).catch(error => log.error('connectors-unreadable', { fault: describeFault(error) }))
    })
    if (closed) watcher.close()
    // The watch stands already: what is written from here on is seen by this look, or calls for the next one.
    looking = Promise.all([discover(), inspector.load()]).then(([found]) => {
      fingerprint = fingerprintOf(found)
      take(found)
    })
    await looking
  }
  const ready = () => {
    first ??= begin().catch(error => {
      first = undefined
      log.error('connectors-unreadable', { fault: describeFault(error) })
      throw error
    })
    return first
  }
  return {
    ready,
    connectors: () => seen.connectors,
    broken: () => seen.broken,
    findConnection: (name, version) => findConnection(seen.connectors, name, version),
    findOAuth: name => findOAuth(seen.connectors, name),
    texts: (connector, locale) => ({
      service: connector.service,
      chain: localeChain(locale),
      bundles: connector.locales,
    }),
    inspect: inspector.inspect,
    told: inspector.told,
    refresh: () => ready().then(() => refresh()),
    async close() {
      closed = true
      watcher?.close()
      await inspector.close()
    },
  }
}

function offeredTypes(connectors: readonly ConnectorFolder[]): FoundConnection[] {
  return connectors.flatMap(connector =>
    connector.connections.filter(artifact => artifact.latest).map(artifact => ({ connector, artifact })),
  )
}

function findConnection(
  connectors: readonly ConnectorFolder[],
  name: string,
  version: string | undefined,
): FoundConnection | undefined {
  const fits = (one: ConnectionArtifact) => one.name === name && (version ? one.version === version : one.latest)
  for (const connector of connectors) {
    const artifact = connector.connections.find(fits)
    if (artifact) return { connector, artifact }
  }
  return undefined
}

function findOAuth(connectors: readonly ConnectorFolder[], name: string): FoundOAuth | undefined {
  for (const connector of connectors) {
    const artifact = connector.oauths.find(one => one.name === name)
    if (artifact) return { connector, artifact }
  }
  return undefined
}

function fingerprintOf({ connectors, broken }: Discovery): string {
  return JSON.stringify([connectors.map(one => [one.root, one.service, one.folderHash]), broken])
}
