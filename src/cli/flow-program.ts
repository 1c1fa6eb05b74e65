import type { Command } from 'commander'
import { addAddCommands, addForeignCommands } from './add-command.ts'
import { addCompletionCommand } from './completion-command.ts'
import { addImportCommands } from './import-command.ts'
import { addInitCommand } from './init-command.ts'
import { addLintCommand } from './lint-command.ts'
import { newProgram } from './new-program.ts'
import { addPreviewCommand } from './preview-command.ts'
import { addServeCommand } from './serve-command.ts'
import type { Terminal } from './terminal.ts'
import { addTestCommands } from './test-command.ts'

/** `flow`: what a connector developer uses, and the server. */
export function flowProgram(terminal: Terminal): Command {
  const program = newProgram(
    'flow',
    'Makes connectors for ThingWorx Flow and Flow Connections, and serves them.',
    terminal,
  )
  addInitCommand(program, terminal)
  addAddCommands(program, terminal)
  addImportCommands(program, terminal)
  addPreviewCommand(program, terminal)
  addLintCommand(program, terminal)
  addForeignCommands(addTestCommands(program, terminal))
  addServeCommand(program, terminal)
  addCompletionCommand(program, terminal)
  return program
}
