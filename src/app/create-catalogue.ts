import { discoverConnectors } from '#connectors/discover.ts'
import type { ConnectionArtifact, ConnectorFolder, Discovery, OAuthArtifact } from '#connectors/types.ts'
import { watchConnectors } from '#connectors/watch.ts'
import type { Inspection, Runner } from '#runner/types.ts'
import { localeChain } from '#schema/texts.ts'
import type { Catalogue, FoundConnection } from './catalogue.ts'
import { describeFault, type Log } from './log.ts'

interface CatalogueOptions {
  roots: string[]
  runner: Pick<Runner, 'inspect'>
  log: Log
  /** Called after a look that found something else than the one before. */
  onChange: () => void
}

/** Looks once, then watches the folders. One broken artifact never hides the others (flow-format.md §1). */
export async function createCatalogue(options: CatalogueOptions): Promise<Catalogue> {
  const { roots, runner, log, onChange } = options
  let seen = await discoverConnectors(roots)
  let fingerprint = fingerprintOf(seen)
  const inspections = new Map<string, Promise<Inspection>>()
  let looking: Promise<void> = Promise.resolve()

  const look = async () => {
    const found = await discoverConnectors(roots)
    const next = fingerprintOf(found)
    seen = found
    if (next === fingerprint) return
    fingerprint = next
    const hashes = new Set(found.connectors.map(connector => connector.folderHash))
    for (const key of inspections.keys()) if (!hashes.has(key.split(' ')[0] ?? '')) inspections.delete(key)
    log.info('connectors-changed', { count: found.connectors.length })
    onChange()
  }
  // One look after the other: two at once could end in the older picture.
  const refresh = () => {
    looking = looking.then(look, look)
    return looking
  }
  const watcher = watchConnectors(roots, () => {
    refresh().catch(error => log.error('connectors-unreadable', { fault: describeFault(error) }))
  })
  return {
    connectors: () => seen.connectors,
    broken: () => seen.broken,
    findConnection: (name, version) => findConnection(seen.connectors, name, version),
    findOAuth(name) {
      for (const connector of seen.connectors) {
        const artifact = connector.oauths.find((one: OAuthArtifact) => one.name === name)
        if (artifact) return { connector, artifact }
      }
      return undefined
    },
    texts: (connector, locale) => ({
      service: connector.service,
      chain: localeChain(locale),
      bundles: connector.locales,
    }),
    inspect({ connector, artifact }) {
      const key = `${connector.folderHash} ${artifact.folder}`
      const known = inspections.get(key) ?? runner.inspect({ folder: artifact.folder, root: connector.root })
      inspections.set(key, known)
      // A full queue says nothing about the code: the next one asks again.
      known.catch(() => inspections.delete(key))
      return known
    },
    refresh,
    close: () => watcher.close(),
  }
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

function fingerprintOf({ connectors, broken }: Discovery): string {
  return JSON.stringify([connectors.map(one => [one.root, one.service, one.folderHash]), broken])
}
