import type { Command } from 'commander'
import type { HandedOver } from '#app/app.ts'
import { tellResult, withLog } from './log-options.ts'
import type { Terminal } from './terminal.ts'
import { withApp } from './with-app.ts'

/** What single mode saved becomes somebody's in team mode (decision 124). */
export function addHandOver(group: Command, terminal: Terminal): void {
  const command = group
    .command('hand-over')
    .description('Gives what single mode and the command line saved to somebody who signs in: entries and API keys.')
    .argument('<person>', 'their name, or what the sign-in service calls them, or their id; they have signed in once')
  withLog(command)
    .option('--dry-run', 'Says what would happen and changes nothing.', false)
    .action(async (person: string, { dryRun }: { dryRun: boolean }) => {
      const done = await withApp(terminal, app => app.handOver(person, { dryRun }))
      tellResult(command, terminal, { json: { ...done, dryRun }, lines: [describe(done, dryRun)] })
    })
}

function describe({ name, entries, keys }: HandedOver, dryRun: boolean): string {
  const what = `Connections and logins: ${entries}, API keys: ${keys}.`
  return dryRun ? `${what} They would go to ${name}. Nothing was changed.` : `${what} They are ${name}'s now.`
}
