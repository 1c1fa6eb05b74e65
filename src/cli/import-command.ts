import { type Command, Option } from 'commander'
import { importOAuth } from './import-oauth.ts'
import { logOf, withLogLevel } from './log-options.ts'
import { withVersionAndHelp } from './new-program.ts'
import { withParentDir } from './parent-dir-option.ts'
import type { Terminal } from './terminal.ts'

const CATALOGUES = ['grant']

export function addImportCommands(program: Command, terminal: Terminal): void {
  const group = withVersionAndHelp(program.command('import').description('Drafts something after a catalogue.'))
  const command = group
    .command('oauth')
    .description('Drafts an OAuth config after a catalogue that is installed in the project.')
    .argument('<name>', 'name of the provider in the catalogue, for example box')
  withParentDir(withLogLevel(command))
    .addOption(
      new Option('--from <catalogue>', 'The catalogue: grant, the npm package.').choices(CATALOGUES).default('grant'),
    )
    .action(async (name: string, flags: { parentDir: string }) => {
      const { line, check, open } = await importOAuth(name, flags)
      const log = logOf(command, terminal)
      log.info(line)
      for (const item of open) log.warn(`This provider cannot be used with a config alone: ${item}.`)
      log.info('It is a draft. To check before somebody signs in with it:')
      for (const item of check) log.info(`- ${item}`)
    })
}
