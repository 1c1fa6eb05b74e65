import { makeId } from '#shared/ids.ts'
import type { Json, JsonObject } from '#shared/json.ts'
import type { AccountRow } from '#store/types.ts'
import { sealAccountValue } from './account-value.ts'
import type { FoundConnection } from './catalogue.ts'
import type { AppContext } from './context.ts'

interface Made {
  label: string
  found: FoundConnection
  /** Judged values, and what `connect` made of them. */
  values: JsonObject
  handle: Json
  /** Whether a check of the connector said yes. */
  validated: boolean
}

/** The row of a new connection of whoever acts, sealed and not stored yet. */
export function newConnection(context: AppContext, { label, found, values, handle, validated }: Made): AccountRow {
  const { store, owner, random } = context
  const now = store.now()
  const place = { id: makeId('con', random(16)), workspaceId: owner.workspaceId, valueVersion: 1 }
  return {
    ...place,
    ownerId: owner.userId,
    kind: 'connection',
    service: found.connector.service,
    type: found.artifact.name,
    version: found.artifact.version,
    providerId: null,
    label,
    state: validated ? 'ok' : 'not tested',
    stateSince: now,
    message: null,
    lastTestedAt: validated ? now : null,
    value: sealAccountValue(context, place, { input: values, handle }),
    rowVersion: 1,
    sharedAt: null,
    suspendedAt: null,
    retestAt: null,
    createdAt: now,
    updatedAt: now,
  }
}
