import { relative, sep } from 'node:path'
import type { Inspection } from '#runner/types.ts'
import type { BrokenArtifact } from '#shared/contract/connectors.ts'
import type { FoundConnection } from './catalogue.ts'

/** Where code that does not load broke, as the list of broken types names it; else the beginning of its `index.js`. */
export function brokenPlace(
  { connector, artifact }: FoundConnection,
  { place }: Pick<Inspection, 'place'>,
): Pick<BrokenArtifact, 'file' | 'line' | 'column'> {
  if (!place) return { file: artifact.relativeFile.replace(/[^/\\]+$/, 'index.js'), line: 1, column: 1 }
  const inProject = relative(connector.root, artifact.file)
  const project = artifact.relativeFile.slice(0, -inProject.length)
  return { file: project + place.file.replaceAll('/', sep), line: place.line, column: Math.max(1, place.column) }
}
