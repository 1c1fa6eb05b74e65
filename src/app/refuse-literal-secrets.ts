import { ENVIRONMENTS } from '#config/deployment-keys.ts'
import { discoverConnectors } from '#connectors/discover.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { diagnoseConfig } from './diagnose-config.ts'

/**
 * Throws `connector_unavailable` when an OAuth config of the project at `sourceDir` holds a client secret as it is
 * (flow-format.md §6.2): a deployed connector is no place for one, and whoever may read the folder would have it.
 */
export async function refuseLiteralSecrets(sourceDir: string): Promise<void> {
  const { connectors } = await discoverConnectors([sourceDir])
  const lines = connectors.flatMap(({ oauths }) =>
    oauths.flatMap(oauth =>
      ENVIRONMENTS.flatMap(environment => diagnoseConfig(oauth, { environment, params: {} }))
        .filter(({ code }) => code === 'secret-in-config')
        .map(({ line, column, code, message }) => `${oauth.relativeFile}:${line}:${column} ${code}: ${message}`),
    ),
  )
  if (lines.length === 0) return
  throw new AppError('connector_unavailable', { detail: `${[...new Set(lines)].join('\n')}\nNothing was deployed.` })
}
