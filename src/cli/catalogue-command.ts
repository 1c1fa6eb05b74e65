import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { deployInto } from '#app/deploy-into.ts'
import { type CatalogueEntry, listCatalogue } from '#app/list-catalogue.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { describeChanges, describeDeploy } from './describe-deploy.ts'
import { logOf, withLog } from './log-options.ts'
import { nearestName } from './nearest-name.ts'
import { withVersionAndHelp } from './new-program.ts'
import { localConfig } from './served-at.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

/** It lies beside `src` in a clone, and beside `dist` in the package. */
const CATALOGUE = fileURLToPath(new URL('../../examples/catalogue', import.meta.url))

/** OAuth configs that come along and are installed one by one (decisions/050). */
export function addCatalogueCommands(program: Command, terminal: Terminal): void {
  const group = program.command('catalogue').description('Adds logins at well-known services.')
  withVersionAndHelp(group)
  addListCommand(group, terminal)
  addAddCommand(group, terminal)
}

function addListCommand(group: Command, terminal: Terminal): void {
  const command = group.command('list').description('Shows the services that can be added, and what was checked.')
  withLog(command.option('--json', 'Prints JSON.', false)).action(async (flags: { json: boolean }) => {
    const entries = await listCatalogue(CATALOGUE, localConfig(terminal).connectorRoots)
    if (flags.json) return terminal.out(JSON.stringify({ items: entries.map(shown) }, null, 2))
    const rows = entries.map(entry => [
      entry.service,
      entry.title,
      entry.oauths.join(' '),
      describeCheck(entry),
      entry.installed ? 'yes' : 'no',
    ])
    for (const line of textTable(['SERVICE', 'TITLE', 'OAUTH', 'DOCUMENTATION', 'INSTALLED'], rows)) terminal.out(line)
  })
}

function shown({ folder: _, ...entry }: CatalogueEntry) {
  return entry
}

function describeCheck({ read, unverified }: CatalogueEntry): string {
  if (read === null) return 'unverified'
  const fields = unverified.length === 1 ? '1 field unverified' : `${unverified.length} fields unverified`
  return unverified.length === 0 ? `read ${read}` : `read ${read}, ${fields}`
}

interface AddFlags {
  targetDir?: string
  dryRun: boolean
  replace: boolean
  json: boolean
}

function addAddCommand(group: Command, terminal: Terminal): void {
  const command = group
    .command('add')
    .description('Installs services of the catalogue; a running server shows them at once.')
    .argument('<services...>', 'services, as the list shows them')
  withLog(command)
    .option('-t, --targetDir <folder>', 'The data folder; without it FLOW_HOME, else ~/.flow-connections.')
    .option('--dry-run', 'Says what would happen and changes nothing.', false)
    .option('--replace', 'Replaces connectors of the same name that are not from the catalogue.', false)
    .action(async (services: string[], { targetDir, dryRun, replace, json }: AddFlags) => {
      const config = localConfig(terminal)
      const entries = await listCatalogue(CATALOGUE, config.connectorRoots)
      // All are known before the first is copied: a typing error installs nothing.
      const wanted = [...new Set(services)].map(service => find(entries, service))
      const target = resolve(targetDir ?? config.home)
      if (!replace) for (const entry of wanted) await refuseOther(entry, target)
      const log = logOf(command, terminal)
      const items: object[] = []
      for (const { folder } of wanted) {
        const result = await deployInto({ sourceDir: folder, targetDir: target, dryRun })
        const place = join(target, 'connectors', result.service)
        items.push({ ...result, target: place })
        for (const line of [...describeChanges(result), ...describeDeploy(result, place, dryRun)]) log.info(line)
      }
      if (json) return terminal.out(JSON.stringify({ items, dryRun }, null, 2))
      const [first] = wanted.flatMap(entry => entry.oauths)
      if (first && !dryRun)
        log.info(`Next, load a client id. The file to fill in: flow-deploy oauths template -c ${first}`)
    })
}

/** What stands there under this name may be somebody's own work. */
async function refuseOther({ service, folder }: CatalogueEntry, target: string): Promise<void> {
  const place = join(target, 'connectors', service)
  if (!existsSync(place)) return
  const { changed } = await deployInto({
    sourceDir: folder,
    targetDir: target,
    allowSchemaOverwrite: true,
    dryRun: true,
  })
  if (!changed) return
  const detail = `${place} is there already, and it is not what the catalogue has. To put that in its place, add --replace. Nothing was installed.`
  throw new AppError('wrong_use', { detail })
}

function find(entries: readonly CatalogueEntry[], service: string): CatalogueEntry {
  const entry = entries.find(one => one.service === service || one.oauths.includes(service))
  if (entry) return entry
  const near = nearestName(
    service,
    entries.map(one => one.service),
  )
  const hint = near ? `Did you mean ${near}?` : 'See what there is with: flow-deploy catalogue list'
  throw new AppError('wrong_use', { detail: `The catalogue has no ${service}. ${hint} Nothing was installed.` })
}
