import { brokenAt, type ConnectorPlace, type Found } from './found.ts'
import { versionNumber } from './names.ts'
import type { ConnectionArtifact } from './types.ts'

/**
 * Sorts by name and version, refuses a version that stands twice, and marks of each name the version that is offered:
 * the highest published one, with warning `many-published` when there are several.
 */
export function orderVersions(place: ConnectorPlace, read: ConnectionArtifact[]): Found<ConnectionArtifact> {
  const found: Found<ConnectionArtifact> = { items: [], broken: [] }
  const byName = Map.groupBy(read, artifact => artifact.name)
  for (const name of [...byName.keys()].sort()) {
    const versions = new Map<string, ConnectionArtifact>()
    for (const artifact of byName.get(name) ?? []) {
      const first = versions.get(artifact.version)
      if (!first) {
        versions.set(artifact.version, artifact)
        continue
      }
      const message = `${name} ${artifact.version} is already defined in ${first.relativeFile}`
      const problem = { code: 'bad-name', message, line: 1, column: 1 }
      found.broken.push(brokenAt(place, { file: artifact.file, name }, problem))
    }
    const sorted = [...versions.values()].sort(
      (a, b) => (versionNumber(a.version) ?? 0) - (versionNumber(b.version) ?? 0),
    )
    found.items.push(...markLatest(sorted))
  }
  return found
}

function markLatest(sorted: ConnectionArtifact[]): ConnectionArtifact[] {
  const published = sorted.filter(artifact => artifact.published)
  const latest = published.at(-1)
  if (!latest) return sorted
  const others = published.slice(0, -1).map(artifact => artifact.version)
  const message = `${latest.version} is offered, but ${others.join(' and ')} ${others.length > 1 ? 'are' : 'is'} published as well`
  const warnings = others.length === 0 ? [] : [{ code: 'many-published', message, line: 1, column: 1 }]
  return sorted.map(artifact =>
    artifact === latest ? { ...artifact, latest: true, warnings: [...artifact.warnings, ...warnings] } : artifact,
  )
}
