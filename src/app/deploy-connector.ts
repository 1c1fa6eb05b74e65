import type { DeployInput, DeployResult } from './app.ts'
import type { AppContext } from './context.ts'
import { deployInto } from './deploy-into.ts'

/** Copies a connector project into the data folder; its types can be used at once. */
export function makeDeployConnector({ config, catalogue, log }: AppContext) {
  return async (input: DeployInput): Promise<DeployResult> => {
    const result = await deployInto({ ...input, targetDir: input.targetDir ?? config.home })
    if (input.dryRun) return result
    log.info('connector-deployed', { service: result.service, version: result.version, count: result.files })
    if (result.changed) await catalogue.refresh()
    return result
  }
}
