import type { Command } from 'commander'
import { addAboutCommand } from './about-command.ts'
import { addAuditCommands } from './audit-command.ts'
import { addCatalogueCommands } from './catalogue-command.ts'
import { addConnectionsCommands } from './connections-command.ts'
import { addConnectorCommand } from './connector-command.ts'
import { addDataCommands } from './data-commands.ts'
import { addHostsCommands } from './hosts-command.ts'
import { addKeysCommands } from './keys-command.ts'
import { newProgram } from './new-program.ts'
import { addOAuthsCommands } from './oauths-command.ts'
import { addSettingsCommands } from './settings-command.ts'
import type { Terminal } from './terminal.ts'

/** `flow-deploy`: what an administrator uses. */
export function deployProgram(terminal: Terminal): Command {
  const program = newProgram('flow-deploy', 'Deploys connectors and loads OAuth providers.', terminal)
  addAboutCommand(program, terminal)
  addConnectorCommand(program, terminal)
  addConnectionsCommands(program, terminal)
  addCatalogueCommands(program, terminal)
  addOAuthsCommands(program, terminal)
  addHostsCommands(program, terminal)
  addSettingsCommands(program, terminal)
  addAuditCommands(program, terminal)
  addKeysCommands(program, terminal)
  addDataCommands(program, terminal)
  return program
}
