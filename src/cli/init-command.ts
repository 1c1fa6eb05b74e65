import type { Command } from 'commander'
import { tellResult, withLogLevel } from './log-options.ts'
import { withParentDir } from './parent-dir-option.ts'
import type { Terminal } from './terminal.ts'

interface InitFlags {
  parentDir: string
  service?: string
}

export function addInitCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('init')
    .description('Makes a new connector project.')
    .argument('<project>', 'name of the project and of its folder')
  withParentDir(withLogLevel(command))
    .option('--service <name>', "Short name of the service; without it, the project's name.")
    .action(async (project: string, flags: InitFlags) => {
      const { initProject } = await import('./init-project.ts')
      const made = await initProject(project, flags)
      tellResult(command, terminal, {
        json: made,
        lines: [`Project ${project} created successfully in ${flags.parentDir}`],
      })
    })
}
