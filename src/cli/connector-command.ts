import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { DeployInput, DeployResult } from '#app/app.ts'
import { addExcerpts } from './add-excerpts.ts'
import { describeChanges, describeDeploy } from './describe-deploy.ts'
import { logOf, withLog } from './log-options.ts'
import type { ServerFlags } from './server-flags.ts'
import { targetOf, withServer } from './server-options.ts'
import type { Terminal } from './terminal.ts'

interface ConnectorFlags extends ServerFlags {
  sourceDir: string
  targetDir?: string
  allow_schema_overwrite: boolean
  dryRun: boolean
  json: boolean
}

export function addConnectorCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('connector')
    .description('Deploys a connector project; a running server shows it at once.')
    .option('--json', 'Prints JSON.', false)
  withServer(withLog(command))
    .requiredOption('-s, --sourceDir <folder>', 'The connector project.')
    .option('-t, --targetDir <folder>', 'The data folder; without it FLOW_HOME, else ~/.flow-connections.')
    .option('--allow_schema_overwrite', 'Deploys although the input or output schema of a version changed.', false)
    .option('--dry-run', 'Says what would happen and changes nothing.', false)
    .action(async (flags: ConnectorFlags) => {
      const { dryRun, allow_schema_overwrite: allowSchemaOverwrite } = flags
      const sourceDir = resolve(flags.sourceDir)
      const target = await targetOf(terminal, flags)
      try {
        const deploy = (more: Partial<DeployInput>) =>
          target.deployConnector({ sourceDir, allowSchemaOverwrite, ...more }).catch(async error => {
            throw await addExcerpts(error, sourceDir)
          })
        // What it will change is said before anything is.
        const planned = await deploy({ dryRun: true })
        const log = logOf(command, terminal)
        if (!flags.json) for (const line of describeChanges(planned)) log.info(line)
        const result = dryRun
          ? planned
          : await deploy({ replaces: planned.replaces, onFile: tellFiles(planned, terminal) })
        terminal.status('')
        const place = target.placeOf(result.service)
        if (flags.json) terminal.out(JSON.stringify({ ...result, target: place, dryRun }, null, 2))
        else for (const line of describeDeploy(result, place, dryRun)) log.info(line)
      } finally {
        await target.close()
      }
    })
}

/** Few files are copied before anybody could read a number. */
const MANY_FILES = 200

function tellFiles({ files }: DeployResult, terminal: Terminal): (copied: number) => void {
  return copied => {
    if (files >= MANY_FILES && copied % 50 === 0) terminal.status(`Copying: ${copied} of about ${files} files`)
  }
}
