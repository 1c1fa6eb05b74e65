import { discoverConnectors } from '#connectors/discover.ts'
import type { BrokenArtifact } from '#connectors/types.ts'
import { compile } from '#schema/compile.ts'
import { localeChain } from '#schema/texts.ts'
import type { CompiledForm } from '#schema/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { FoundConnection } from './catalogue.ts'
import { missingName } from './missing-name.ts'

interface WantedType {
  /** Absolute path of the connector project. */
  root: string
  name: string
  /** Without it: the one that would be offered. */
  version?: string | undefined
}

/** A connection type of a project that nobody has deployed yet, and its form in English. */
export interface ProjectType {
  found: FoundConnection
  form: CompiledForm
}

/**
 * The connection type of a connector project. Throws `connector_unavailable` with file, line and column when its file
 * cannot be used, `wrong_use` with the types that are there.
 */
export async function findProjectType({ root, name, version }: WantedType): Promise<ProjectType> {
  const { connectors, broken } = await discoverConnectors([root])
  const [connector] = connectors
  const all = connector?.connections ?? []
  const artifact = all.find(one => one.name === name && (version === undefined ? one.latest : one.version === version))
  if (!connector || !artifact) throw notThere({ root, name, version }, all.map(describe), broken)
  const texts = { service: connector.service, chain: localeChain('en'), bundles: connector.locales }
  const form = compile(artifact.document, { texts, profile: 'installed' })
  return { found: { connector, artifact }, form }
}

function describe({ name, version }: { name: string; version: string }): string {
  return `${name} ${version}`
}

function notThere({ name, version }: WantedType, known: string[], broken: BrokenArtifact[]): AppError {
  const reasons = broken.filter(one => one.file.includes('connection') || one.code === 'bad-name')
  if (reasons.length > 0) {
    const lines = reasons.map(one => `${one.file}:${one.line}:${one.column} ${one.code}: ${one.message}`)
    return new AppError('connector_unavailable', { detail: lines.join('\n') })
  }
  const wanted = version === undefined ? name : `${name} ${version}`
  return missingName('connection', wanted, known)
}
