import type { Account, ConnectionUpdate } from '#shared/contract/accounts.ts'
import { type JsonObject, jsonEqual } from '#shared/json.ts'
import { sealAccountValue, tryConnectionValue } from './account-value.ts'
import { changedMeanwhile, changedNames, describeChange } from './changed-meanwhile.ts'
import { checkLabel, requireFreeLabel } from './check-label.ts'
import type { AppContext } from './context.ts'
import { describeAccount } from './describe-account.ts'
import { formOf } from './find-type.ts'
import { makeHandle, requireValid } from './make-handle.ts'
import { prepareValues } from './prepare-values.ts'
import { requireConnection } from './require-account.ts'
import { requireWaiting } from './require-waiting.ts'
import { requireSavedType } from './saved-type.ts'
import { updateAccount } from './webhooks/note-state.ts'

interface Update {
  id: string
  rowVersion: number
  body: ConnectionUpdate
  locale: string
  /** Aborted: nobody waits any more, so nothing is saved. */
  signal?: AbortSignal
}

/**
 * Saves an edited connection with the version that is offered now. Secrets left out are kept while they go to the same
 * address; a value that cannot be read any more is entered anew as a whole. The connector has to agree again; the
 * handle is made anew when the values or the version changed.
 */
export function makeUpdateConnection(context: AppContext) {
  return async ({ id, rowVersion, body, locale, signal }: Update): Promise<Account> => {
    const { store, log, events } = context
    const row = await requireConnection(context, id)
    if (row.rowVersion !== rowVersion) throw await changedMeanwhile(context, id, rowVersion)
    const stored = tryConnectionValue(context, row)
    const label = checkLabel(body.label)
    const found = requireSavedType(context, row, 'edit')
    const form = formOf(context, found, locale)
    const values = prepareValues(context, { form, submitted: body.values as JsonObject, stored: stored?.input ?? {} })
    if (label !== row.label) await requireFreeLabel(context, label)
    const call = { found, form, values, reason: 'save', locale } as const
    const validated = await requireValid(context, call)
    const same = found.artifact.version === row.version && stored && jsonEqual(values, stored.input)
    const handle = same ? stored.handle : await makeHandle(context, call)
    requireWaiting(signal)
    const place = { id, workspaceId: row.workspaceId, valueVersion: row.valueVersion + 1 }
    const patch = {
      label,
      version: found.artifact.version,
      state: validated ? 'ok' : 'not tested',
      message: null,
      lastTestedAt: validated ? store.now() : null,
      value: sealAccountValue(context, place, { input: values, handle }),
      valueVersion: place.valueVersion,
    } as const
    const updated = await store.transaction(tx => updateAccount(context, tx, { row, patch }))
    if (!updated) throw await changedMeanwhile(context, id, rowVersion)
    const names = [...(label === row.label ? [] : ['label']), ...changedNames(stored?.input ?? {}, values)]
    const changed = describeChange(updated.rowVersion, names.length > 0 ? names : ['the version of its type'])
    const { service, type } = row
    log.info('connection-updated', {
      id,
      service,
      type,
      version: updated.version,
      changed,
      level: context.runner.level,
    })
    events.emit('accounts')
    return describeAccount(context, updated, locale)
  }
}
