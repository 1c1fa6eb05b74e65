import { type Command, Option } from 'commander'
import { addedLine } from './added-artifact.ts'
import { logOf, tellResult, withLogLevel } from './log-options.ts'
import { withVersionAndHelp } from './new-program.ts'
import { withParentDir } from './parent-dir-option.ts'
import type { Terminal } from './terminal.ts'

const CATALOGUES = ['grant']

export function addImportCommands(program: Command, terminal: Terminal): void {
  const words = 'Drafts something after a catalogue or the description of an API.'
  const group = withVersionAndHelp(program.command('import').description(words))
  addOAuthCommand(group, terminal)
  addOpenApiCommand(group, terminal)
}

function addOAuthCommand(group: Command, terminal: Terminal): void {
  const command = group
    .command('oauth')
    .description(
      'Drafts an OAuth config after a catalogue that is installed in the project, or after the server itself.',
    )
    .argument('<name>', 'name of the provider in the catalogue, for example box; with --issuer of the config')
  withParentDir(withLogLevel(command))
    .addOption(
      new Option('--from <catalogue>', 'The catalogue: grant, the npm package.').choices(CATALOGUES).default('grant'),
    )
    .option('--issuer <url>', 'Asks this server what it says of itself, instead of a catalogue.')
    .action(async (name: string, flags: { parentDir: string; issuer?: string }) => {
      const { importOAuth } = await import('./import-oauth.ts')
      const { artifact, source, check } = await importOAuth(name, { ...flags, now: terminal.now() })
      tellResult(command, terminal, {
        json: { artifacts: [artifact], left: [], check },
        lines: [`${addedLine(artifact)}, after ${source}`],
      })
      const log = logOf(command, terminal)
      for (const warning of artifact.warnings) log.warn(warning)
      log.info('It is a draft. To check before somebody signs in with it:')
      for (const item of check) log.info(`- ${item}`)
    })
}

function addOpenApiCommand(group: Command, terminal: Terminal): void {
  const command = group
    .command('openapi')
    .description('Drafts a connection or an OAuth config for each security scheme of an OpenAPI document.')
    .argument('<file>', 'the document: OpenAPI 3 or Swagger 2, JSON or YAML')
  withParentDir(withLogLevel(command)).action(async (file: string, flags: { parentDir: string }) => {
    const { importOpenApi } = await import('./import-openapi.ts')
    const { artifacts, left, check } = await importOpenApi(file, { ...flags, now: terminal.now() })
    const log = logOf(command, terminal)
    tellResult(command, terminal, { json: { artifacts, left, check }, lines: artifacts.map(addedLine) })
    for (const line of left) log.warn(`Left out: ${line}.`)
    log.info('These are drafts. To check before somebody uses them:')
    for (const line of check) log.info(`- ${line}`)
  })
}
