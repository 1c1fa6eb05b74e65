import type { Command } from 'commander'
import { AppError } from '#shared/errors/app-error.ts'
import { type AddedArtifact, addedLine } from './added-artifact.ts'
import { logOf, tellResult, withLogLevel } from './log-options.ts'
import { withVersionAndHelp } from './new-program.ts'
import { withArtifactVersion, withParentDir } from './parent-dir-option.ts'
import type { Terminal } from './terminal.ts'

export function addAddCommands(program: Command, terminal: Terminal): void {
  const group = withVersionAndHelp(program.command('add').description('Adds something to the connector project.'))
  addConnectionCommand(group, terminal)
  addOAuthCommand(group, terminal)
  addActionCommand(group, terminal)
  for (const kind of ['lookup', 'trigger']) addForeignCommand(group, kind)
}

/** Commands of the original's `flow test` that flow-format.md §11.1 leaves out: told apart from a slip of the keyboard. */
export function addForeignCommands(group: Command): void {
  for (const kind of ['action', 'lookup', 'trigger']) addForeignCommand(group, kind)
}

function addForeignCommand(group: Command, kind: string): void {
  group
    .command(kind, { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action(() => {
      throw new AppError('wrong_use', { detail: `"flow ${group.name()} ${kind}" is not part of this project.` })
    })
}

function addConnectionCommand(group: Command, terminal: Terminal): void {
  const command = group
    .command('connection')
    .description('Adds a connection type: a form and the code that uses it.')
    .argument('<name>', 'name of the connection; the service is put before it')
  withArtifactVersion(withParentDir(withLogLevel(command))).action(
    async (name: string, flags: { parentDir: string; artifactVersion: string }) => {
      const { addConnection } = await import('./add-connection.ts')
      tell(command, terminal, await addConnection(name, { ...flags, now: terminal.now() }))
    },
  )
}

function addOAuthCommand(group: Command, terminal: Terminal): void {
  const command = group
    .command('oauth')
    .description('Adds an OAuth config.')
    .argument('<name>', 'name of the OAuth; the service is put before it')
  withParentDir(withLogLevel(command))
    .option('--useV1', 'Indicates that oauth version 1 configuration is used.', false)
    .action(async (name: string, flags: { parentDir: string; useV1: boolean }) => {
      const { addOAuth } = await import('./add-oauth.ts')
      tell(command, terminal, await addOAuth(name, { ...flags, now: terminal.now() }))
    })
}

function addActionCommand(group: Command, terminal: Terminal): void {
  const command = group
    .command('action')
    .description('Adds an action with one picker.')
    .argument('<name>', 'name of the action; the service is put before it')
  withArtifactVersion(withParentDir(withLogLevel(command))).action(
    async (name: string, flags: { parentDir: string; artifactVersion: string }) => {
      const { addAction } = await import('./add-action.ts')
      tell(command, terminal, await addAction(name, flags))
    },
  )
}

function tell(command: Command, terminal: Terminal, added: AddedArtifact): void {
  tellResult(command, terminal, { json: added, lines: [addedLine(added)] })
  for (const warning of added.warnings) logOf(command, terminal).warn(warning)
}
