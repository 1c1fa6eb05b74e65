import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { ProviderLoaded } from '#shared/contract/logins.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { schemaUrl } from './keep-schemas.ts'
import { logOf, tellResult, withLog } from './log-options.ts'
import { nearestName } from './nearest-name.ts'
import { withVersionAndHelp } from './new-program.ts'
import type { ServerFlags } from './server-flags.ts'
import { targetOf, withOriginalServer } from './server-options.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

export function addOAuthsCommands(program: Command, terminal: Terminal): void {
  const group = program.command('oauths').description('Loads and shows OAuth providers.')
  withVersionAndHelp(group)
  addLoadCommand(group, terminal)
  addListCommand(group, terminal)
  addDeleteCommand(group, terminal)
  addTemplateCommand(group, terminal)
}

interface LoadFlags extends ServerFlags {
  file: string
  acceptHostChange: boolean
  dryRun: boolean
  json: boolean
}

function addLoadCommand(group: Command, terminal: Terminal): void {
  const command = group
    .command('load')
    .description('Loads an OAuth load file: all of it, or nothing.')
    .option('--json', 'Prints JSON.', false)
  withOriginalServer(withLog(command))
    .requiredOption('-f, --file <path>', 'The OAuth load file.')
    .option('--accept-host-change', 'Sends the stored secret to another host than before.', false)
    .option('--dry-run', 'Says what would happen and changes nothing.', false)
    .action(async (flags: LoadFlags) => {
      const text = await readFile(flags.file, 'utf8')
      const { acceptHostChange, dryRun, json } = flags
      const input = { text, fileName: basename(flags.file), acceptHostChange }
      const target = await targetOf(terminal, flags)
      // What it will change is said before anything is.
      const planned = await target.loadProviders({ ...input, dryRun: true })
      const log = logOf(command, terminal)
      if (!json) {
        for (const warning of planned.warnings) log.warn(warning)
        for (const line of describeEntries(planned)) log.info(line)
      }
      const result = dryRun ? planned : await target.loadProviders(input)
      if (json) terminal.out(JSON.stringify({ ...result, dryRun }, null, 2))
      else log.info(describeSum(result, dryRun))
    })
}

/** One line for each entry, and below it what an update is about: names of values, and hosts. */
function describeEntries({ lines }: ProviderLoaded): string[] {
  return lines.flatMap(({ connector, displayName, outcome, changes }) => [
    `${connector} / ${displayName}: ${outcome}`,
    ...changes.map(change => (/^[+-]/.test(change) ? `  ${change[0]} host ${change.slice(1)}` : `  ~ ${change}`)),
  ])
}

function describeSum({ lines }: ProviderLoaded, dryRun: boolean): string {
  const outcomes = ['created', 'updated', 'unchanged', 'skipped'] as const
  const counted = outcomes.map(outcome => ({ outcome, count: lines.filter(line => line.outcome === outcome).length }))
  const sum = counted.filter(({ count }) => count > 0).map(({ outcome, count }) => `${count} ${outcome}`)
  const total = sum.length === 0 ? 'The file holds no provider.' : `${sum.join(', ')}.`
  return dryRun ? `${total} This was a dry run: nothing was changed.` : total
}

function addListCommand(group: Command, terminal: Terminal): void {
  const command = group.command('list').description('Shows the loaded providers and the return URI of each.')
  withOriginalServer(withLog(command.option('--json', 'Prints JSON.', false)))
  command.action(async (flags: ServerFlags & { json: boolean }) => {
    const { items } = await (await targetOf(terminal, flags)).listProviders()
    if (flags.json) return terminal.out(JSON.stringify({ items }, null, 2))
    if (items.length === 0)
      return terminal.out('No provider is loaded. Load some with: flow-deploy oauths load -f <file>')
    const rows = items.map(item => [item.connector, item.displayName, item.redirectUri, String(item.logins)])
    for (const line of textTable(['CONNECTOR', 'DISPLAY NAME', 'RETURN URI', 'LOGINS'], rows)) terminal.out(line)
  })
}

function addDeleteCommand(group: Command, terminal: Terminal): void {
  const command = group.command('delete').description('Deletes a provider that no login uses.')
  withOriginalServer(withLog(command))
    .requiredOption('-c, --connector <name>', 'Name of the OAuth config, as in the load file.')
    .requiredOption('-n, --name <name>', 'Display name of the provider.')
    .action(async ({ connector, name, ...flags }: ServerFlags & { connector: string; name: string }) => {
      const target = await targetOf(terminal, flags)
      const { items } = await target.listProviders()
      const found = items.find(item => item.connector === connector && item.displayName === name)
      if (!found) throw unknownProvider(`${connector} / ${name}`, items)
      await target.deleteProvider(found.id)
      const json = { connector, displayName: name, outcome: 'deleted' }
      tellResult(command, terminal, { json, lines: [`${connector} / ${name}: deleted`] })
    })
}

function unknownProvider(typed: string, items: { connector: string; displayName: string }[]): AppError {
  const near = nearestName(
    typed,
    items.map(item => `${item.connector} / ${item.displayName}`),
  )
  const hint = near ? `Did you mean ${near}?` : 'See what is loaded with: flow-deploy oauths list'
  return new AppError('wrong_use', { detail: `No provider ${typed} is loaded. ${hint}` })
}

function addTemplateCommand(group: Command, terminal: Terminal): void {
  const command = group.command('template').description('Prints a load file with every key that a connector needs.')
  withOriginalServer(withLog(command))
    .requiredOption('-c, --connector <name>', 'Name of the OAuth config.')
    .action(async ({ connector, json, ...flags }: ServerFlags & { connector: string; json: boolean }) => {
      const target = await targetOf(terminal, flags)
      const text = await target.loadFileTemplate(connector, schemaUrl('load-file').href)
      // The file itself has comments, which no JSON has.
      if (json) terminal.out(JSON.stringify({ connector, text }, null, 2))
      else terminal.out(text)
    })
}
