import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { AppliedConnections } from '#shared/contract/connection-file.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { addHandOver } from './hand-over-command.ts'
import { schemaUrl } from './keep-schemas.ts'
import { logOf, tellResult, withLog } from './log-options.ts'
import { withVersionAndHelp } from './new-program.ts'
import { type ConnectionFile, readConnectionFile } from './read-connection-file.ts'
import type { ServerFlags } from './server-flags.ts'
import { targetOf, withServer } from './server-options.ts'
import type { Terminal } from './terminal.ts'
import { writeReferences } from './write-references.ts'

/** Connections as code: a file says which there are, its secrets come from variables. */
export function addConnectionsCommands(program: Command, terminal: Terminal): void {
  const group = program.command('connections').description('Makes and changes connections from a file, and back.')
  withVersionAndHelp(group)
  addApply(group, terminal)
  addExport(group, terminal)
  addHandOver(group, terminal)
}

interface ApplyFlags extends ServerFlags {
  file: string
  dryRun: boolean
  json: boolean
}

function addApply(group: Command, terminal: Terminal): void {
  const command = group
    .command('apply')
    .description('Makes the connections of a file and changes those that differ: all of it, or nothing.')
  withServer(withLog(command), 'connections:write')
    .requiredOption('-f, --file <path>', 'The file of connections.')
    .option('--dry-run', 'Says what would happen and changes nothing.', false)
    .action(async ({ file: path, dryRun, json, ...flags }: ApplyFlags) => {
      const file = readConnectionFile(await readFile(path, 'utf8'), basename(path), terminal.env)
      const target = await targetOf(terminal, flags)
      const apply = (dry: boolean) =>
        target.applyConnections({ connections: file.connections, dryRun: dry }).catch(error => {
          throw withPlaces(error, file)
        })
      // What it will change is said before anything is.
      const planned = await apply(true)
      const log = logOf(command, terminal)
      for (const warning of plainSecrets(planned, file)) log.warn(warning)
      if (!json) for (const line of planned.lines.flatMap(describeLine)) log.info(line)
      const result = dryRun ? planned : await apply(false)
      if (json) terminal.out(JSON.stringify({ ...result, dryRun }, null, 2))
      else log.info(describeSum(result, dryRun))
    })
}

/** The same failure with the place of each thing that is wrong. The line itself is not shown: it may hold a secret. */
function withPlaces(error: unknown, { placeOf }: ConnectionFile): unknown {
  if (!(error instanceof AppError) || !error.fields.some(({ pointer }) => pointer.startsWith('/connections'))) {
    return error
  }
  const { code, fields, meta } = error
  const lines = fields.map(({ pointer, detail }) => `${placeOf(pointer)} ${detail}`)
  return new AppError(code, { detail: `${lines.join('\n')}\nNothing was changed.`, meta, cause: error })
}

/** Places where a secret stands in the file itself, which people keep and send. */
function plainSecrets({ lines }: AppliedConnections, { fromVariables, placeOf }: ConnectionFile): string[] {
  return lines.flatMap(({ label, secrets }, index) =>
    secrets
      .filter(pointer => !fromVariables[index]?.has(pointer))
      .map(pointer => {
        const place = placeOf(`/connections/${index}/values${pointer}`)
        return `${place} This secret of ${label} stands in the file. Put it into a variable: "\${NAME}".`
      }),
  )
}

/** One line for each entry, and below it what an update is about: names, never values. */
function describeLine({ label, type, version, outcome, changes }: AppliedConnections['lines'][number]): string[] {
  return [`${label} (${type} ${version}): ${outcome}`, ...changes.map(change => `  ~ ${change}`)]
}

function describeSum({ lines }: AppliedConnections, dryRun: boolean): string {
  const counted = (['created', 'updated', 'unchanged'] as const).flatMap(outcome => {
    const count = lines.filter(line => line.outcome === outcome).length
    return count === 0 ? [] : [`${count} ${outcome}`]
  })
  const sum = counted.length === 0 ? 'The file holds no connection.' : `${counted.join(', ')}.`
  return dryRun ? `${sum} This was a dry run: nothing was changed.` : sum
}

function addExport(group: Command, terminal: Terminal): void {
  const command = group
    .command('export')
    .description('Prints the connections as a file, with a variable in place of each secret.')
  withServer(withLog(command), 'connections:read')
    .option('-f, --file <path>', 'Where to write it; without it, it is printed. What is there stays.')
    .action(async ({ file, ...flags }: ServerFlags & { file?: string }) => {
      const exported = await (await targetOf(terminal, flags)).exportConnections()
      const connections = exported.connections.map(writeReferences)
      const document = { $schema: schemaUrl('connections').href, connections }
      const log = logOf(command, terminal)
      for (const { label, detail } of exported.left) log.warn(`${label} was left out: ${detail}`)
      const text = JSON.stringify(document, null, 2)
      if (file === undefined) return terminal.out(text)
      await writeFile(file, `${text}\n`, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
        throw new AppError('already_exists', { detail: `${file} is there already. Nothing was written.` })
      })
      const count = connections.length === 1 ? '1 connection was' : `${connections.length} connections were`
      tellResult(command, terminal, { json: { file }, lines: [`${count} written to ${file}`] })
    })
}
