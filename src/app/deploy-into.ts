import { deployConnector } from '#connectors/deploy.ts'
import type { DeployInput, DeployResult } from './app.ts'
import { refuseLiteralSecrets } from './refuse-literal-secrets.ts'

/**
 * Copies a connector project into a data folder that this process does not open: neither its key nor its database is
 * needed, and a server that runs on it sees the new folder by itself.
 */
export async function deployInto(input: DeployInput & { targetDir: string }): Promise<DeployResult> {
  const { sourceDir, targetDir, allowSchemaOverwrite = false, dryRun = false, onFile, replaces } = input
  await refuseLiteralSecrets(sourceDir)
  return deployConnector({
    sourceDir,
    targetDir,
    allowSchemaOverwrite,
    dryRun,
    ...(onFile ? { onFile } : {}),
    ...(replaces === undefined ? {} : { replaces }),
  })
}
