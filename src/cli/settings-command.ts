import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Command } from 'commander'
import type { SettingsChange } from '#shared/contract/settings.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { addExcerpts } from './add-excerpts.ts'
import { schemaUrl } from './keep-schemas.ts'
import { logOf, tellResult, withLog } from './log-options.ts'
import { withVersionAndHelp } from './new-program.ts'
import type { ServerFlags } from './server-flags.ts'
import { targetOf, withOriginalServer } from './server-options.ts'
import type { Terminal } from './terminal.ts'

/** The deploymentConfig.json of a data folder or of a server. */
export function addSettingsCommands(program: Command, terminal: Terminal): void {
  const group = program.command('settings').description('Takes deploymentConfig.json to a server, and back.')
  withVersionAndHelp(group)
  addUploadCommand(group, terminal)
  addDownloadCommand(group, terminal)
}

interface UploadFlags extends ServerFlags {
  file: string
  dryRun: boolean
  json: boolean
}

function addUploadCommand(group: Command, terminal: Terminal): void {
  const command = group
    .command('upload')
    .description('Puts a deploymentConfig.json in place; a running server takes it up.')
    .option('--json', 'Prints JSON.', false)
  withOriginalServer(withLog(command))
    .requiredOption('-f, --file <path>', 'The deploymentConfig.json.')
    .option('--dry-run', 'Says what would happen and changes nothing.', false)
    .action(async ({ file, dryRun, json, ...flags }: UploadFlags) => {
      const text = await readFile(file, 'utf8')
      const target = await targetOf(terminal, flags)
      const save = (dry: boolean) =>
        target.saveSettings({ text, fileName: basename(file), dryRun: dry }).catch(async error => {
          throw await addExcerpts(error, dirname(file))
        })
      // What it will change is said before anything is.
      const planned = await save(true)
      const log = logOf(command, terminal)
      if (!json) for (const line of describeSettings(planned)) log.info(line)
      const result = dryRun ? planned : await save(false)
      if (json) return terminal.out(JSON.stringify({ ...result, dryRun }, null, 2))
      for (const key of result.atNextStart) log.warn(`"${key}" counts from the next start of the server on.`)
      log.info(describeEnd(result, dryRun))
    })
}

/** `~ environment: "local" → "production"`; a default is shown as such. */
function describeSettings({ changes }: SettingsChange): string[] {
  const shown = (value: unknown) => (value === undefined ? 'default' : JSON.stringify(value))
  return changes.map(({ key, from, to }) => {
    const sign = from === undefined ? '+' : to === undefined ? '-' : '~'
    return `  ${sign} ${key}: ${shown(from)} → ${shown(to)}`
  })
}

function describeEnd({ changes }: SettingsChange, dryRun: boolean): string {
  if (changes.length === 0) return 'The settings are the same already.'
  const count = changes.length === 1 ? '1 setting' : `${changes.length} settings`
  return dryRun ? `${count} would change. This was a dry run: nothing was changed.` : `${count} changed.`
}

function addDownloadCommand(group: Command, terminal: Terminal): void {
  const command = group.command('download').description('Shows the deploymentConfig.json that counts, or writes it.')
  withOriginalServer(withLog(command))
    .option('-f, --file <path>', 'Where to write it; without it, it is printed. What is there stays.')
    .action(async ({ file, json, ...flags }: ServerFlags & { file?: string; json: boolean }) => {
      const text = (await (await targetOf(terminal, flags)).readSettings()).text ?? emptySettings()
      if (file === undefined) return terminal.out(json ? JSON.stringify({ text }, null, 2) : text.trimEnd())
      await writeFile(file, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
        throw new AppError('already_exists', { detail: `${file} is there already. Nothing was written.` })
      })
      tellResult(command, terminal, { json: { file }, lines: [`The settings were written to ${file}`] })
    })
}

/** To start from where a server runs with its defaults. */
function emptySettings(): string {
  return `${JSON.stringify({ $schema: schemaUrl('deploymentConfig').href, environment: 'local' }, null, 2)}\n`
}
