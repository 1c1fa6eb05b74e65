import { deployConnector } from '#connectors/deploy.ts'
import type { DeployInput, DeployResult } from './app.ts'
import type { AppContext } from './context.ts'

/** Copies a connector project into the data folder; its types can be used at once. */
export function makeDeployConnector({ config, catalogue, log }: AppContext) {
  return async (input: DeployInput): Promise<DeployResult> => {
    const result = await deployConnector({
      sourceDir: input.sourceDir,
      targetDir: input.targetDir ?? config.home,
      allowSchemaOverwrite: input.allowSchemaOverwrite ?? false,
      dryRun: input.dryRun ?? false,
    })
    log.info('connector-deployed', { service: result.service, version: result.version, count: result.files })
    if (result.changed) await catalogue.refresh()
    return result
  }
}
