import type { Command } from 'commander'
import type { KeyReset } from '#app/keys/reset-keys.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { tellResult, withLog } from './log-options.ts'
import { localConfig } from './served-at.ts'
import type { Terminal } from './terminal.ts'

/** Nobody types it by accident. */
const WORD = 'forget'

interface ResetFlags {
  forgetSecrets: boolean
  confirm?: string
  dryRun: boolean
}

/** What is left to do when the key is lost (security.md §2.4). */
export function addReset(group: Command, terminal: Terminal): void {
  const command = group.command('reset').description('Begins anew with another key when the key is lost for good.')
  withLog(command)
    .option('--forget-secrets', 'Gives up every stored value: nothing can read them without the key.', false)
    .option('--confirm <word>', `The word "${WORD}", where nobody can be asked for it.`)
    .option('--dry-run', 'Says what would be given up and changes nothing.', false)
    .action(async ({ forgetSecrets, confirm, dryRun }: ResetFlags) => {
      const { resetKeys } = await import('#app/keys/reset-keys.ts')
      const config = localConfig(terminal)
      const found = await resetKeys(config, { dryRun: true })
      if (!dryRun) await requireMeant(terminal, found, { forgetSecrets, confirm })
      const done = dryRun ? found : await resetKeys(config)
      const lines = dryRun ? [`${counted(done)} would be given up. Nothing was changed.`] : describe(done)
      tellResult(command, terminal, { json: { ...done, dryRun }, lines })
    })
}

function counted({ connections, logins, providers }: KeyReset): string {
  return `What was entered for ${connections} connections, ${logins} sign-ins and the secrets of ${providers} providers`
}

function describe(done: KeyReset): string[] {
  const made = `The new key is in ${done.newKeyFile}. Back it up apart from the data.`
  return [
    ...(done.newKeyFile === undefined ? [] : [made]),
    `${counted(done)} were given up. Labels, owners, people and API keys are as they were.`,
    'Load the providers again, then let people reconnect; flow-deploy connections apply brings back those kept in a file.',
  ]
}

async function requireMeant(
  terminal: Terminal,
  found: KeyReset,
  { forgetSecrets, confirm }: Pick<ResetFlags, 'forgetSecrets' | 'confirm'>,
): Promise<void> {
  const lost = `${counted(found)} would be given up for ever.`
  if (!forgetSecrets) {
    const detail = `${lost} If a backup of the key may still turn up, look for it first. Otherwise add --forget-secrets.`
    throw new AppError('wrong_use', { detail })
  }
  const typed = confirm ?? (terminal.interactive ? await askWord(lost) : undefined)
  if (typed !== WORD) throw new AppError('wrong_use', { detail: `${lost} Confirm it with --confirm ${WORD}.` })
}

async function askWord(lost: string): Promise<string> {
  const { createPrompter } = await import('./prompter.ts')
  const check = (text: string) => (text.trim() === WORD ? undefined : `Type ${WORD}, or press Ctrl-C to leave.`)
  const answer = await createPrompter().text({ message: `${lost} Type ${WORD} to go on`, check })
  // There is no question before this one to go back to.
  return typeof answer === 'string' ? answer.trim() : askWord(lost)
}
