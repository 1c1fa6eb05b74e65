import { setTimeout as sleep } from 'node:timers/promises'
import type { AccountIdentity } from '#oauth/token-set.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject } from '#shared/json.ts'
import type { SealedColumn, SealedValue } from '#store/instance-types.ts'
import { SEALED_COLUMNS } from '#store/sealed-values.ts'
import type { Store } from '#store/types.ts'
import { openJson, resealBytes } from '#vault/envelope.ts'
import type { Keyring } from '#vault/keyring.ts'
import { accountHash } from '../logins/account-hash.ts'
import { hostsOfEntry } from '../logins/provider-secret.ts'

interface Parts {
  store: Store
  keyring: Keyring
  workspaceId: string
}

export interface MoveOptions {
  /** Values a transaction. */
  batch?: number
  /** Others write between two of them. */
  pauseMs?: number
  /** Called after each batch with how many values were moved so far. */
  onMoved?: (moved: number) => void
}

export interface Moved {
  moved: number
  /** Cannot be read, so they stay as they are. */
  unreadable: number
}

/**
 * Seals every value of a workspace that hangs on another data key anew with the active one. Versions stay, so nobody who
 * holds a row or a lease notices. A value that somebody changed meanwhile, or is renewing, is left for the next pass.
 */
export async function moveValues(
  parts: Parts,
  { batch = 200, pauseMs = 2, onMoved }: MoveOptions = {},
): Promise<Moved> {
  const { store, keyring, workspaceId } = parts
  const sum: Moved = { moved: 0, unreadable: 0 }
  for (const column of SEALED_COLUMNS) {
    let after = ''
    for (;;) {
      const { kid } = keyring.active(workspaceId)
      const page = await store.sealed.page(column, { workspaceId, kid, after, limit: batch })
      const last = page.at(-1)
      if (!last) break
      after = last.id
      const changes = page.flatMap(value =>
        value.bytes ? [reseal(keyring, column, { ...value, bytes: value.bytes })] : [],
      )
      const found = changes.filter(change => change !== undefined)
      sum.unreadable += changes.length - found.length
      if (found.length > 0) sum.moved += await store.sealed.replace(column, found)
      onMoved?.(sum.moved)
      await sleep(pauseMs)
    }
  }
  return sum
}

function reseal(keyring: Keyring, column: SealedColumn, value: SealedValue & { bytes: Uint8Array }) {
  const { id, bytes, workspaceId, providerId } = value
  const place = placeOf(column, value)
  try {
    const change = { id, from: bytes, to: resealBytes(keyring, bytes, place) }
    if (column !== 'grants.account' || providerId === null) return change
    // The keyed hash of the account hangs on the data key as well.
    const identity = openJson(keyring, bytes, place)
    if (!isObject(identity)) return change
    return {
      ...change,
      accountHash: accountHash({ keyring }, { workspaceId, providerId }, identity as AccountIdentity),
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable') return undefined
    throw error
  }
}

/** Where a value stands, as those who seal it say (security.md §2.2). */
function placeOf(name: SealedColumn, { id, workspaceId, version, hosts, config }: SealedValue) {
  const [table = '', column = ''] = name.split('.')
  const bound = hosts === null || config === null ? {} : { hosts: hostsOfEntry({ hosts, config }) }
  return { workspace: workspaceId, table, row: id, column, version, ...bound }
}
