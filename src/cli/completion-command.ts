import { Argument, type Command } from 'commander'
import type { Shell } from './completion-script.ts'
import { withLogLevel } from './log-options.ts'
import type { Terminal } from './terminal.ts'

const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish']

/** `flow completion`: what a shell reads to complete both commands. */
export function addCompletionCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('completion')
    .description('Prints what a shell reads to complete flow and flow-deploy.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
  withLogLevel(command).action(async (shell: Shell) => {
    const [{ deployProgram }, { completionScript }, { completedCommands }] = await Promise.all([
      import('./deploy-program.ts'),
      import('./completion-script.ts'),
      import('./completion-table.ts'),
    ])
    const programs = [program, deployProgram(terminal)]
    const script = completionScript(shell, programs.flatMap(completedCommands))
    if (command.opts()['json'] === true) terminal.out(JSON.stringify({ shell, script }, null, 2))
    else terminal.out(script)
  })
}
