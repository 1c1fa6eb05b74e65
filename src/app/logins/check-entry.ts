import { loadConfig } from '#oauth/load-config.ts'
import type { ConfigDiagnostic, PinnedHost, PlacedLoadEntry } from '#oauth/load-types.ts'
import { nearestName } from '#oauth/nearest-name.ts'
import { slugOf } from '#oauth/slug.ts'
import type { ProviderConfig } from '#oauth/types.ts'
import { makeId } from '#shared/ids.ts'
import type { ProviderRow } from '#store/types.ts'
import type { FoundOAuth } from '../catalogue.ts'
import type { AppContext } from '../context.ts'
import { redirectTarget } from './redirect-uri.ts'

/** An entry of a load file with its config read. */
export interface CheckedEntry {
  entry: PlacedLoadEntry
  config: ProviderConfig
  hosts: PinnedHost[]
  slug: string
  /** The row it would update. */
  existing: ProviderRow | undefined
  /** The id of a new row. */
  id: string
}

interface EntryCheck {
  entry?: CheckedEntry
  problems: string[]
  warnings: string[]
}

/** Finds the connector's config and reads it with this entry. Every problem is a line for the person who loads. */
export async function checkEntry(context: AppContext, entry: PlacedLoadEntry, fileName: string): Promise<EntryCheck> {
  const at = `${fileName}:${entry.position.line}:${entry.position.column}`
  const name = `${entry.connector} / ${entry.displayName}`
  const found = context.catalogue.findOAuth(entry.connector)
  if (!found)
    return refused([`${at} unknown-connector: ${unknownConnector(context, entry.connector)}. Nothing was loaded.`])
  const { environment, params } = context.config
  const { document, source } = found.artifact
  const redirectUri = redirectTarget(context.config, entry.connector, entry.displayName).uri
  const { config, hosts, diagnostics } = loadConfig({ document, source, entry, environment, params, redirectUri })
  const lineOf = (diagnostic: ConfigDiagnostic) =>
    `${placeOf(diagnostic, found, at)} ${diagnostic.code}: ${name}: ${diagnostic.message.replace(/\.$/, '')}`
  const problems = diagnostics.filter(one => one.severity === 'error').map(one => `${lineOf(one)}. Nothing was loaded.`)
  const warnings = diagnostics.filter(one => one.severity === 'warning').map(one => `${lineOf(one)}.`)
  const slug = slugOf(entry.displayName)
  const twin = await context.store.providers.bySlug(entry.connector, slug)
  if (twin && twin.displayName !== entry.displayName) {
    const message = `"${entry.displayName}" and "${twin.displayName}", which is loaded, would share one return address`
    problems.push(`${at} equal-slug: ${message} (${slug}). Change the name. Nothing was loaded.`)
  }
  if (!config || problems.length > 0) return { ...refused(problems), warnings }
  const checked = { entry, config, hosts, slug, existing: twin ?? undefined, id: makeId('prv', context.random(16)) }
  return { entry: checked, problems: [], warnings }
}

function refused(problems: string[]): EntryCheck {
  return { problems, warnings: [] }
}

function unknownConnector({ catalogue }: AppContext, name: string): string {
  const known = catalogue.connectors().flatMap(connector => connector.oauths.map(oauth => oauth.name))
  const near = nearestName(name, known)
  const advice = near ? `The nearest one is "${near}"` : 'Deploy its connector first'
  return `no connector has an OAuth configuration named "${name}". ${advice}`
}

function placeOf(diagnostic: ConfigDiagnostic, found: FoundOAuth, entryPlace: string): string {
  if (diagnostic.file === 'load-file') return entryPlace
  return `${found.artifact.relativeFile}:${diagnostic.line}:${diagnostic.column}`
}
