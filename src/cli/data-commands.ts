import { resolve } from 'node:path'
import type { Command } from 'commander'
import { tellResult, withLog } from './log-options.ts'
import { programVersion } from './program-version.ts'
import { localConfig } from './served-at.ts'
import type { ServerFlags } from './server-flags.ts'
import { withServer } from './server-options.ts'
import type { Terminal } from './terminal.ts'

/** Backups and the schema of the data folder (security.md §2.4, §2.5). They work while a server runs on it. */
export function addDataCommands(program: Command, terminal: Terminal): void {
  addBackups(program, terminal)
  addMigrate(program, terminal)
}

function addBackups(program: Command, terminal: Terminal): void {
  const backup = program
    .command('backup <file>')
    .description('Copies the data, still encrypted and without its key, into a new file.')
  withLog(backup).action(async (file: string) => {
    const { backUpData } = await import('#app/back-up-data.ts')
    await backUpData(localConfig(terminal), resolve(file))
    const lines = [`The data is in ${resolve(file)}. It opens only with the key file.`]
    tellResult(backup, terminal, { json: { file: resolve(file) }, lines })
  })
  const restore = program.command('restore <file>').description('Puts a backup into an empty data folder.')
  withLog(restore).action(async (file: string) => {
    const { restoreData } = await import('#app/back-up-data.ts')
    const config = localConfig(terminal)
    await restoreData(config, resolve(file))
    const lines = [`${resolve(file)} was restored into ${config.home}.`]
    tellResult(restore, terminal, { json: { file: resolve(file), home: config.home }, lines })
  })
}

const MIGRATED = { empty: 'There was no data; its tables are made.', current: 'The data is of this version already.' }

interface MigrateFlags extends ServerFlags {
  sourceDir?: string
  username?: string
  password?: string
  dryRun: boolean
}

function migratedConfig(
  terminal: Terminal,
  { sourceDir, username, password }: Pick<MigrateFlags, 'sourceDir' | 'username' | 'password'>,
) {
  const home = sourceDir === undefined ? {} : { FLOW_HOME: resolve(sourceDir) }
  const config = localConfig({ ...terminal, env: { ...terminal.env, ...home } })
  if (config.databaseUrl === undefined || !URL.canParse(config.databaseUrl)) return config
  const url = new URL(config.databaseUrl)
  if (username !== undefined) url.username = encodeURIComponent(username)
  if (password !== undefined) url.password = encodeURIComponent(password)
  return { ...config, databaseUrl: url.href }
}

function addMigrate(program: Command, terminal: Terminal): void {
  const command = program.command('migrate').description('Moves the data to the tables of this version.')
  withServer(withLog(command))
    .option('-s, --sourceDir <folder>', 'The data folder; without it FLOW_HOME.')
    .option('-u, --username <name>', 'User of the PostgreSQL database, instead of the one in FLOW_DATABASE_URL.')
    .option('-p, --password <text>', 'Its password. ~/.pgpass shows it to nobody.')
    .option('--dry-run', 'Says what would happen and changes nothing.', false)
    .action(async ({ dryRun, ...flags }: MigrateFlags) => {
      if (flags.server !== undefined) return tellResult(command, terminal, await describeServed(terminal, flags))
      const { migrateData } = await import('#app/migrate-data.ts')
      const state = await migrateData(migratedConfig(terminal, flags), { dryRun })
      const older = dryRun ? 'The data is older and would be moved.' : 'The data was moved to this version.'
      const words = dryRun && state === 'empty' ? 'There is no data yet.' : state === 'older' ? older : MIGRATED[state]
      tellResult(command, terminal, { json: { state, dryRun }, lines: [words] })
    })
}

/** A server moves its data before it answers for the first time: asking it is all there is to do. */
async function describeServed(terminal: Terminal, flags: ServerFlags): Promise<{ json: object; lines: string[] }> {
  const { aboutServer, connectServer } = await import('./server-target.ts')
  const connection = await connectServer(terminal, flags)
  const { version } = await aboutServer(connection)
  const newer =
    version === programVersion()
      ? ''
      : ` This command is of version ${programVersion()}; start that version there to move it on.`
  const line = `${connection.origin} moved its data at its start: it is of version ${version} already.${newer}`
  return { json: { state: 'current', server: connection.origin, version, dryRun: false }, lines: [line] }
}
