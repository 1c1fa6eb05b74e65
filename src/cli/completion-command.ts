import { Argument, type Command } from 'commander'
import { completionScript, SHELLS, type Shell } from './completion-script.ts'
import { completedCommands } from './completion-table.ts'
import { withLogLevel } from './log-options.ts'
import type { Terminal } from './terminal.ts'

/** `flow completion`: what a shell reads to complete both commands. */
export function addCompletionCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('completion')
    .description('Prints what a shell reads to complete flow and flow-deploy.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
  withLogLevel(command).action(async (shell: Shell) => {
    const { deployProgram } = await import('./deploy-program.ts')
    const programs = [program, deployProgram(terminal)]
    terminal.out(completionScript(shell, programs.flatMap(completedCommands)))
  })
}
