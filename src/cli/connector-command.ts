import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import type { DeployResult } from '#app/app.ts'
import { deployInto } from '#app/deploy-into.ts'
import { parseConfig } from '#config'
import { logOf, withLog } from './log-options.ts'
import type { Terminal } from './terminal.ts'

interface ConnectorFlags {
  sourceDir: string
  targetDir?: string
  allow_schema_overwrite: boolean
  dryRun: boolean
}

export function addConnectorCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('connector')
    .description('Deploys a connector project; a running server shows it at once.')
  withLog(command)
    .requiredOption('-s, --sourceDir <folder>', 'The connector project.')
    .option('-t, --targetDir <folder>', 'The data folder; without it FLOW_HOME, else ~/.flow-connections.')
    .option('--allow_schema_overwrite', 'Deploys although the input or output schema of a version changed.', false)
    .option('--dry-run', 'Says what would happen and changes nothing.', false)
    .action(async (flags: ConnectorFlags) => {
      const log = logOf(command, terminal)
      const targetDir = flags.targetDir ?? parseConfig({ options: {}, env: terminal.env }).home
      const result = await deployInto({
        sourceDir: resolve(flags.sourceDir),
        targetDir: resolve(targetDir),
        allowSchemaOverwrite: flags.allow_schema_overwrite,
        dryRun: flags.dryRun,
      })
      for (const line of describeDeploy(result, targetDir, flags.dryRun)) log.info(line)
    })
}

/** What was deployed, as lines: the connector, then one line for each thing in it. */
function describeDeploy(result: DeployResult, targetDir: string, dryRun: boolean): string[] {
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
