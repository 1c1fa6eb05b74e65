import type { Config } from '#config/config.ts'
import { discoverConnectors } from '#connectors/discover.ts'
import type { OAuthArtifact } from '#connectors/types.ts'
import { loadConfig } from '#oauth/load-config.ts'
import { localeChain, resolveText } from '#schema/texts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { diagnoseConfig, standIn } from '../diagnose-config.ts'
import { promisedNames } from '../load-file-template.ts'
import { missingName } from '../missing-name.ts'

type Deployment = Pick<Config, 'environment' | 'params'>

/** An OAuth config of a project that nobody has deployed yet. */
export interface ProjectOAuth {
  name: string
  /** Absolute path of the project. */
  root: string
  /** As people see it; the display name where no load file names another. */
  title: string
  artifact: OAuthArtifact
  /** Keys of the load file that it needs and `values` does not have. */
  missing(values: Readonly<Record<string, string>>): string[]
}

/**
 * The OAuth config of the connector project at `root`, by the first of `names` that is there. Throws
 * `connector_unavailable` with file, line and column when its file cannot be used, `wrong_use` with the names there.
 */
export async function findProjectOAuth(
  root: string,
  names: readonly string[],
  deployment: Deployment,
): Promise<ProjectOAuth> {
  const { connectors, broken } = await discoverConnectors([root])
  const [connector] = connectors
  const known = connector?.oauths ?? []
  const artifact = names.map(name => known.find(one => one.name === name)).find(one => one !== undefined)
  if (!connector || !artifact) {
    const faults = broken.filter(one => one.file.endsWith('config.json'))
    if (faults.length > 0) throw unusable(faults)
    throw missingName(
      'OAuth config',
      names.at(-1) ?? '',
      known.map(({ name }) => name),
    )
  }
  const faults = diagnoseConfig(artifact, deployment).filter(({ severity }) => severity === 'error')
  if (faults.length > 0) throw unusable(faults.map(fault => ({ ...fault, file: artifact.relativeFile })))
  const texts = { service: connector.service, chain: localeChain('en'), bundles: connector.locales }
  const title = resolveText(artifact.title, texts) || artifact.name
  const missing = (values: Readonly<Record<string, string>>) => missingKeys(artifact, deployment, values)
  return { name: artifact.name, root, title, artifact, missing }
}

/** What stands in the file as `{UPPER_CASE}`, then what its way to prove the client wants. */
function missingKeys(
  artifact: OAuthArtifact,
  deployment: Deployment,
  values: Readonly<Record<string, string>>,
): string[] {
  const named = ['CLIENT_ID', ...promisedNames(artifact, deployment)].filter(key => !Object.hasOwn(values, key))
  const standIns = Object.fromEntries(named.map(key => [key, standIn(artifact, key)]))
  const { diagnostics } = loadConfig({
    document: artifact.document,
    source: artifact.source,
    entry: { connector: artifact.name, displayName: 'x', values: { ...standIns, ...values } },
    ...deployment,
    redirectUri: 'https://flow.example.com/oauth/return/x/x',
  })
  const proofs = diagnostics.flatMap(({ file, code, pointer }) =>
    file === 'load-file' && code === 'missing-field' ? [pointer] : [],
  )
  return [...new Set([...named, ...proofs])]
}

interface Placed {
  file: string
  line: number
  column: number
  code: string
  message: string
}

function unusable(faults: readonly Placed[]): AppError {
  const lines = faults.map(one => `${one.file}:${one.line}:${one.column} ${one.code}: ${one.message}`)
  return new AppError('connector_unavailable', { detail: lines.join('\n') })
}
