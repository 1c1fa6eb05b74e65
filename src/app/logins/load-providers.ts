import type { PlacedLoadEntry } from '#oauth/load-types.ts'
import { readLoadFile } from '#oauth/read-load-file.ts'
import type { ProviderLoaded } from '#shared/contract/logins.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { ProviderRow } from '#store/types.ts'
import type { LoadProvidersInput } from '../app.ts'
import type { AppContext } from '../context.ts'
import { type CheckedEntry, checkEntry } from './check-entry.ts'
import { markForReconnect } from './mark-for-reconnect.ts'
import { newHosts, pinnedHosts, plainConfig } from './open-provider.ts'
import { openEntry, sealEntry } from './provider-secret.ts'

type Outcome = ProviderLoaded['lines'][number]['outcome']

interface Planned {
  checked: CheckedEntry
  outcome: Outcome
  row: ProviderRow
  clientChanged: boolean
  /** Names, never values. */
  changes: string[]
}

/**
 * Loads an OAuth load file (flow-format.md §10): all of it or nothing, and nothing is ever deleted. Throws
 * `load_file_invalid` with one line for each problem, and `host_change_refused` when a stored secret would go to a host
 * that was not approved.
 */
export function makeLoadProviders(context: AppContext) {
  return async ({ text, fileName, acceptHostChange, dryRun }: LoadProvidersInput): Promise<ProviderLoaded> => {
    const file = readLoadFile(text, fileName)
    const problems = [...file.problems]
    const warnings = [...file.warnings]
    const lines: ProviderLoaded['lines'] = file.skipped.map(names => ({ ...names, outcome: 'skipped', changes: [] }))
    const planned: Planned[] = []
    for (const entry of file.entries) {
      const checked = await checkEntry(context, entry, fileName)
      problems.push(...checked.problems)
      warnings.push(...checked.warnings)
      if (checked.entry) planned.push(await plan(context, checked.entry))
    }
    if (problems.length > 0) throw new AppError('load_file_invalid', { detail: problems.join('\n') })
    if (!acceptHostChange) refuseHostChanges(planned)
    lines.push(...planned.map(({ checked, outcome, changes }) => ({ ...namesOf(checked.entry), outcome, changes })))
    if (!dryRun) await store(context, planned)
    return { lines, warnings }
  }
}

function namesOf({ connector, displayName }: PlacedLoadEntry): { connector: string; displayName: string } {
  return { connector, displayName }
}

/** What loading would do to one provider. */
async function plan(context: AppContext, checked: CheckedEntry): Promise<Planned> {
  const { entry, existing, slug } = checked
  const now = context.store.now()
  const config = JSON.stringify(plainConfig(checked.config, entry.values))
  const hosts = JSON.stringify(checked.hosts)
  const before = existing ? readBefore(context, existing) : undefined
  const same = existing?.config === config && existing.hosts === hosts && sameValues(before, entry.values)
  const head = {
    id: existing?.id ?? checked.id,
    workspaceId: context.owner.workspaceId,
    rowVersion: (existing?.rowVersion ?? 0) + 1,
    hosts,
    config,
  }
  const row: ProviderRow = {
    ...head,
    ...namesOf(entry),
    slug,
    secret: sealEntry(context, head, entry.values),
    createdAt: existing?.createdAt ?? now,
    updatedAt: now,
  }
  const changes = existing && !same ? changesOf({ existing, before, config, hosts, values: entry.values }) : []
  const clientChanged = before !== undefined && before['CLIENT_ID'] !== entry.values['CLIENT_ID']
  return { checked, outcome: existing ? (same ? 'unchanged' : 'updated') : 'created', row, clientChanged, changes }
}

interface Compared {
  existing: ProviderRow
  before: Record<string, string> | undefined
  config: string
  hosts: string
  values: Record<string, string>
}

/** What an update is about, in names alone. */
function changesOf({ existing, before = {}, config, hosts, values }: Compared): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(values)])]
  const namesIn = (row: Pick<ProviderRow, 'hosts'>) => new Set(pinnedHosts(row).map(({ host }) => host))
  const [old, now] = [namesIn(existing), namesIn({ hosts })]
  return [
    ...keys.filter(key => before[key] !== values[key]).sort(),
    ...(existing.config === config ? [] : ['config.json']),
    ...[...now].filter(host => !old.has(host)).map(host => `+${host}`),
    ...[...old].filter(host => !now.has(host)).map(host => `-${host}`),
  ]
}

/** Undefined when the stored values cannot be read: loading the entry again is how that is repaired. */
function readBefore(context: AppContext, row: ProviderRow): Record<string, string> | undefined {
  try {
    return openEntry(context, row)
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable') return undefined
    throw error
  }
}

function sameValues(before: Record<string, string> | undefined, values: Record<string, string>): boolean {
  const keys = Object.keys(values)
  return (
    before !== undefined &&
    keys.length === Object.keys(before).length &&
    keys.every(key => Object.hasOwn(before, key) && before[key] === values[key])
  )
}

function refuseHostChanges(planned: readonly Planned[]): void {
  const lines = planned.flatMap(({ checked, row }) => {
    if (!checked.existing) return []
    return newHosts(pinnedHosts(row), pinnedHosts(checked.existing)).map(
      ({ host, key }) => `${row.connector} / ${row.displayName}: ${key} would lead to the new host ${host}.`,
    )
  })
  if (lines.length === 0) return
  throw new AppError('host_change_refused', {
    detail: `${lines.join('\n')}\nNothing was loaded. If the new host is right, load again with --accept-host-change.`,
  })
}

async function store(context: AppContext, planned: readonly Planned[]): Promise<void> {
  const changed = planned.filter(({ outcome }) => outcome !== 'unchanged')
  if (changed.length === 0) return
  const ended = await context.store.transaction(async tx => {
    await tx.providers.upsert(changed.map(({ row }) => row))
    const marked: string[] = []
    for (const { row, clientChanged } of changed) {
      if (clientChanged) marked.push(...(await markForReconnect(context, tx, row)))
    }
    return marked
  })
  for (const id of ended) context.log.warn('needs-reconnect', { id })
  for (const { row, outcome } of changed)
    context.log.info('provider-loaded', { id: row.id, type: row.connector, outcome })
  for (const event of ['providers', 'connectors', 'accounts'] as const) context.events.emit(event)
}
