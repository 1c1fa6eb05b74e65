import { discoverConnectors } from '#connectors/discover.ts'
import { localeChain, resolveText } from '#schema/texts.ts'

/** One connector folder of the catalogue (decisions/050), as an administrator chooses it. */
export interface CatalogueEntry {
  service: string
  title: string
  /** Absolute path of the folder. */
  folder: string
  /** Names of its OAuth configs: top keys of the load file. */
  oauths: string[]
  /** The day its pages were read; null: not read. */
  read: string | null
  /** Fields that stand on no page that was read. */
  unverified: string[]
  installed: boolean
}

/** What the catalogue in `folder` offers, and what of it the connector folders in `roots` have already. */
export async function listCatalogue(folder: string, roots: readonly string[]): Promise<CatalogueEntry[]> {
  const [offered, there] = await Promise.all([discoverConnectors([folder]), discoverConnectors([...roots])])
  const installed = new Set(there.connectors.map(connector => connector.service))
  return offered.connectors.map(({ service, displayName, root, oauths, locales }) => ({
    service,
    title: resolveText(displayName, { service, chain: localeChain('en'), bundles: locales }),
    folder: root,
    oauths: oauths.map(oauth => oauth.name),
    read: oauths.map(oauth => oauth.documentation?.read ?? null).find(day => day !== null) ?? null,
    unverified: oauths.flatMap(oauth => oauth.documentation?.unverified ?? []),
    installed: installed.has(service),
  }))
}
