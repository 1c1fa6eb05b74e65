import { resolve } from 'node:path'
import type { Command } from 'commander'
import { deployInto } from '#app/deploy-into.ts'
import { parseConfig } from '#config'
import { describeDeploy } from './describe-deploy.ts'
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
