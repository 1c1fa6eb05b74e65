import type { AppliedConnections, ConnectionsToApply, KeptConnection } from '#shared/contract/connection-file.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { type Json, jsonEqual } from '#shared/json.ts'
import type { AccountRow, Repositories } from '#store/types.ts'
import { sealAccountValue } from '../account-value.ts'
import { describeChange } from '../changed-meanwhile.ts'
import type { AppContext } from '../context.ts'
import { makeHandle, requireValid } from '../make-handle.ts'
import { newConnection } from '../new-connection.ts'
import { requireWaiting } from '../require-waiting.ts'
import { updateAccount } from '../webhooks/note-state.ts'
import { gatherFaults } from './gather-faults.ts'
import { ownAccounts } from './own-accounts.ts'
import { type PlannedConnection, planConnection } from './plan-connection.ts'

export interface ApplyConnections extends ConnectionsToApply {
  /** Aborted: nobody waits any more, so nothing is saved. */
  signal?: AbortSignal
}

/** One that its connector agreed to. */
interface Ready extends PlannedConnection {
  handle: Json
  validated: boolean
}

/**
 * Makes the connections of a file, and brings those that exist to what it says: all of it or nothing, and nothing is
 * ever deleted. Each is judged, then the connectors of those that change are asked, then they are written in one
 * transaction. A dry run asks no connector.
 */
export function makeApplyConnections(context: AppContext) {
  return async ({ connections, dryRun, signal }: ApplyConnections): Promise<AppliedConnections> => {
    const faults = gatherFaults()
    const planned = await planAll(context, connections, faults)
    faults.refuse()
    if (!dryRun) {
      const ready: Ready[] = []
      for (const plan of planned.filter(({ line }) => line.outcome !== 'unchanged')) {
        requireWaiting(signal)
        const { label } = plan.line
        const asked = await faults.of({ label, index: plan.index }, () => askConnector(context, plan))
        if (asked) ready.push(asked)
      }
      faults.refuse()
      requireWaiting(signal)
      await write(context, ready)
    }
    return { lines: planned.map(({ line }) => line) }
  }
}

async function planAll(
  context: AppContext,
  connections: readonly KeptConnection[],
  faults: ReturnType<typeof gatherFaults>,
): Promise<PlannedConnection[]> {
  const own = await ownAccounts(context)
  const seen = new Set<string>()
  const planned: PlannedConnection[] = []
  for (const [index, entry] of connections.entries()) {
    const { label } = entry
    const plan = await faults.of({ label, index }, () => {
      if (seen.has(label)) throw twice()
      seen.add(label)
      return planConnection(context, { entry, index, row: own.get(label) })
    })
    if (plan) planned.push(plan)
  }
  return planned
}

function twice(): AppError {
  const detail = 'This label stands twice in the file.'
  return new AppError('label_taken', { detail, fields: [{ pointer: '/label', code: 'label_taken', detail }] })
}

async function askConnector(context: AppContext, plan: PlannedConnection): Promise<Ready> {
  const { found, form, values, row, stored } = plan
  const call = { found, form, values, reason: 'save', locale: 'en' } as const
  const validated = await requireValid(context, call)
  const same = row?.version === found.artifact.version && stored && jsonEqual(values, stored.input)
  return { ...plan, validated, handle: same ? stored.handle : await makeHandle(context, call) }
}

async function write(context: AppContext, ready: readonly Ready[]): Promise<void> {
  if (ready.length === 0) return
  const { store, events } = context
  const writes = ready.map(plan => (plan.row ? update(context, { ...plan, row: plan.row }) : insert(context, plan)))
  const written = await store.transaction(async tx => {
    const rows: Written[] = []
    for (const into of writes) rows.push(await into(tx))
    return rows
  })
  for (const [index, row] of written.entries()) note(context, row, ready[index])
  events.emit('accounts')
}

type Written = Pick<AccountRow, 'id' | 'rowVersion'>
type Write = (tx: Repositories) => Promise<Written>

function insert(context: AppContext, { line, shared, ...made }: Ready): Write {
  const row = newConnection(context, { ...made, label: line.label })
  return async tx => {
    await tx.accounts.insert({ ...row, sharedAt: shared ? row.createdAt : null })
    return row
  }
}

function update(context: AppContext, ready: Ready & { row: AccountRow }): Write {
  const { row, line, values, handle, validated, shared } = ready
  const now = context.store.now()
  const place = { id: row.id, workspaceId: row.workspaceId, valueVersion: row.valueVersion + 1 }
  const patch = {
    version: line.version,
    state: validated ? 'ok' : 'not tested',
    message: null,
    lastTestedAt: validated ? now : null,
    value: sealAccountValue(context, place, { input: values, handle }),
    valueVersion: place.valueVersion,
    sharedAt: shared ? (row.sharedAt ?? now) : null,
  } as const
  return async tx => {
    const updated = await updateAccount(context, tx, { row, patch })
    if (updated) return updated
    const detail = `${line.label} was changed or deleted meanwhile. Nothing was changed; apply the file again.`
    throw new AppError('changed_meanwhile', { detail })
  }
}

/** The same lines as when a person saves and shares. */
function note({ log, runner }: AppContext, { id, rowVersion }: Written, plan: Ready | undefined): void {
  if (!plan) return
  const { line, found, row, shared } = plan
  const place = { id, service: found.connector.service, type: line.type }
  const run = { version: line.version, level: runner.level }
  if (row) log.info('connection-updated', { ...place, ...run, changed: describeChange(rowVersion, line.changes) })
  else log.info('connection-saved', { ...place, ...run })
  if (!line.changes.includes('sharing')) return
  const changed = describeChange(rowVersion, ['sharing'])
  log.info(shared ? 'account-shared' : 'account-unshared', { ...place, changed })
}
