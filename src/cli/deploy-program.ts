import type { Command } from 'commander'
import { addAuditCommands } from './audit-command.ts'
import { addCatalogueCommands } from './catalogue-command.ts'
import { addConnectorCommand } from './connector-command.ts'
import { addDataCommands } from './data-commands.ts'
import { addHostsCommands } from './hosts-command.ts'
import { withLog } from './log-options.ts'
import { newProgram } from './new-program.ts'
import { addOAuthsCommands } from './oauths-command.ts'
import { programVersion } from './program-version.ts'
import { addSettingsCommands } from './settings-command.ts'
import type { Terminal } from './terminal.ts'

/** `flow-deploy`: what an administrator uses. */
export function deployProgram(terminal: Terminal): Command {
  const program = newProgram('flow-deploy', 'Deploys connectors and loads OAuth providers.', terminal)
  withLog(program.command('about').description('Prints what this is, and its version.')).action(() => {
    terminal.out(`Flow Connections Deploy Utility, Version :${programVersion()}`)
  })
  addConnectorCommand(program, terminal)
  addCatalogueCommands(program, terminal)
  addOAuthsCommands(program, terminal)
  addHostsCommands(program, terminal)
  addSettingsCommands(program, terminal)
  addAuditCommands(program, terminal)
  addDataCommands(program, terminal)
  return program
}
