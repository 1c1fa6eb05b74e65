import { join } from 'node:path'
import type { DeployResult } from '#app/app.ts'

/** What was deployed, as lines: the connector, then one line for each thing in it. */
export function describeDeploy(result: DeployResult, targetDir: string, dryRun: boolean): string[] {
  const what = `${result.service} ${result.version}`
  if (!result.changed) return [`${what}: unchanged`]
  const place = join(targetDir, 'connectors', result.service)
  const files = result.files === 1 ? '1 file' : `${result.files} files`
  return [
    `${what}: ${dryRun ? 'would be deployed' : 'deployed'} to ${place} (${files})`,
    ...result.connections.map(name => `  connection ${name}`),
    ...result.oauths.map(name => `  OAuth ${name}`),
    ...result.actions.map(name => `  action ${name}`),
  ]
}
