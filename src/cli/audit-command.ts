import type { Command } from 'commander'
import { AppError } from '#shared/errors/app-error.ts'
import { withLog } from './log-options.ts'
import { withVersionAndHelp } from './new-program.ts'
import { SaidNo } from './said-no.ts'
import type { Terminal } from './terminal.ts'
import { withApp } from './with-app.ts'

/** The record of who did what (security.md §5.4). */
export function addAuditCommands(program: Command, terminal: Terminal): void {
  const group = program.command('audit').description('Checks the record of who did what.')
  withVersionAndHelp(group)
  const verify = group
    .command('verify')
    .description('Finds rows of the record that were altered, dropped or reordered.')
    .option('--json', 'Prints JSON.', false)
  withLog(verify).action(async (flags: { json: boolean }) => {
    const check = await withApp(terminal, app => app.verifyAudit())
    if (flags.json) terminal.out(JSON.stringify(check, null, 2))
    else {
      for (const fault of check.faults) terminal.out(fault)
      if (check.unchecked > 0) {
        terminal.out(`${check.unchecked} rows of before the key was reset cannot be checked.`)
      }
      terminal.out(`${check.rows} rows in ${check.chains} chains, ${check.faults.length} faults.`)
    }
    if (check.faults.length > 0) {
      throw new SaidNo(new AppError('validation_failed', { detail: 'The record of who did what was changed.' }))
    }
  })
}
