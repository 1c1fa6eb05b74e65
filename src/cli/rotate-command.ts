import type { Command } from 'commander'
import { logOf, tellResult, withLog } from './log-options.ts'
import { localConfig } from './served-at.ts'
import type { Terminal } from './terminal.ts'

/** Values between two lines about how far it is. */
const TELL_EVERY = 10_000

/** Replaces the data key while servers run (security.md §2.4). */
export function addRotate(group: Command, terminal: Terminal): void {
  const command = group.command('rotate').description('Makes a new data key and encrypts every stored value anew.')
  withLog(command)
    .option('--dry-run', 'Says what would happen and changes nothing.', false)
    .action(async ({ dryRun }: { dryRun: boolean }) => {
      const { rotateDataKeys } = await import('#app/keys/rotate-data-keys.ts')
      const log = logOf(command, terminal)
      let told = 0
      const { values, unreadable, resumed } = await rotateDataKeys(localConfig(terminal), {
        dryRun,
        onWait: nodes => log.info(`Waiting until these servers know the new key: ${nodes.join(', ')}.`),
        onMoved(moved) {
          if (moved - told < TELL_EVERY) return
          told = moved
          log.info(`${moved} values are encrypted anew.`)
        },
      })
      const lines = dryRun
        ? [`${values} values would be encrypted anew. Nothing was changed.`]
        : [`${values} values are encrypted with the new data key. The key before it is kept for 30 days.`]
      if (!dryRun && resumed) {
        lines.unshift('An earlier rotation was cut off; this one finished it. Run it again for a new key.')
      }
      tellResult(command, terminal, { json: { values, unreadable, resumed, dryRun }, lines })
      if (dryRun || unreadable === 0) return
      log.warn(`${unreadable} values cannot be read with any key and stay as they are, and so does the key before.`)
    })
}
