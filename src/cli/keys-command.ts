import { type Command, Option } from 'commander'
import { KeyScope } from '#shared/contract/keys.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { tellResult, withLog } from './log-options.ts'
import { withVersionAndHelp } from './new-program.ts'
import { addReset } from './reset-command.ts'
import { addRotate } from './rotate-command.ts'
import { localConfig } from './served-at.ts'
import type { Terminal } from './terminal.ts'
import { withApp } from './with-app.ts'

/** Keys that programs come with, and the key that the stored values hang on (security.md §2.4, §6.3). */
export function addKeysCommands(program: Command, terminal: Terminal): void {
  const keys = program.command('keys').description('Makes API keys, and replaces the keys of the stored values.')
  withVersionAndHelp(keys)
  addCreate(keys, terminal)
  addMakeKey(keys, terminal)
  addRotate(keys, terminal)
  addRotateKek(keys, terminal)
  addReset(keys, terminal)
}

type Scope = (typeof KeyScope)['anyOf'][number]['const']

const SCOPES: readonly Scope[] = KeyScope.anyOf.map(scope => scope.const)
const MOST_DAYS = 3650

interface CreateFlags {
  scope?: Scope[]
  days: string
  json: boolean
}

function addCreate(group: Command, terminal: Terminal): void {
  const command = group
    .command('create')
    .description('Makes an API key. It is printed now and never again.')
    .argument('<name>', 'what the key is for, as the list in the settings shows it')
    .option('--json', 'Prints JSON.', false)
  withLog(command)
    .addOption(
      new Option('--scope <scopes...>', `What it may do: ${SCOPES.join(', ')}; without it deploy.`).choices(SCOPES),
    )
    .option('--days <number>', 'Days until it ends.', '365')
    .action(async (name: string, { scope = ['deploy'], days, json }: CreateFlags) => {
      const expiresInDays = Number(days)
      if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > MOST_DAYS) {
        throw new AppError('wrong_use', { detail: `--days takes a number from 1 to ${MOST_DAYS}.` })
      }
      if (name.length > 100) throw new AppError('wrong_use', { detail: 'The name has more than 100 letters.' })
      const scopes = [...new Set(scope)]
      const created = await withApp(terminal, app => app.createApiKey({ name, expiresInDays, scopes }))
      if (json) return terminal.out(JSON.stringify(created, null, 2))
      // The key alone stands on stdout, for a file or a variable.
      terminal.out(created.key)
      terminal.err(
        `This key ends on ${created.apiKey.expiresAt?.slice(0, 10)} and may: ${scopes.join(', ')}. Keep it; it is not shown again.`,
      )
    })
}

function addMakeKey(group: Command, terminal: Terminal): void {
  const command = group.command('make').description('Makes the key file of data that is still to come.')
  withLog(command).action(async () => {
    const { makeKeyFile } = await import('#app/keys/make-key-file.ts')
    const config = localConfig(terminal)
    await makeKeyFile(config)
    const lines = [`The key is in ${config.keyFile}. Back it up apart from the data.`]
    tellResult(command, terminal, { json: { keyFile: config.keyFile }, lines })
  })
}

function addRotateKek(group: Command, terminal: Terminal): void {
  const command = group.command('rotate-kek').description('Makes a new key file and wraps all data keys anew.')
  withLog(command)
    .option('--dry-run', 'Says what would happen and changes nothing.', false)
    .option('--from-key-file <path>', 'Moves the data from this key file to the key service or command that is set.')
    .action(async ({ dryRun, fromKeyFile }: { dryRun: boolean; fromKeyFile?: string }) => {
      const { rotateKek } = await import('#app/keys/rotate-kek.ts')
      const config = localConfig(terminal)
      if (fromKeyFile !== undefined && !config.keyPlace) {
        throw new AppError('wrong_use', { detail: 'Set FLOW_KEY_TRANSIT or FLOW_KEY_COMMAND to say where to.' })
      }
      const { dataKeys, oldKeyFile } = await rotateKek(config, { dryRun, fromKeyFile })
      const inFile = !dryRun && oldKeyFile !== undefined
      const json = { dataKeys, dryRun, ...(inFile ? { keyFile: config.keyFile, oldKeyFile } : {}) }
      tellResult(command, terminal, { json, lines: describeRotated({ dataKeys, dryRun, oldKeyFile, ...config }) })
    })
}

interface Rotated {
  dataKeys: number
  dryRun: boolean
  keyFile: string
  oldKeyFile: string | undefined
}

function describeRotated({ dataKeys, dryRun, keyFile, oldKeyFile }: Rotated): string[] {
  if (dryRun) return [`${dataKeys} data keys would be wrapped anew. Nothing was changed.`]
  if (oldKeyFile === undefined) return [`${dataKeys} data keys are wrapped by the key that is set.`]
  return [
    `${dataKeys} data keys are wrapped by the new key in ${keyFile}. Back it up apart from the data.`,
    `The key of before is kept in ${oldKeyFile} for older backups. Destroy it when none needs it.`,
  ]
}
