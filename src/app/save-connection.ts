import { createHash } from 'node:crypto'
import type { Account, NewConnection } from '#shared/contract/accounts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { canonicalJson, isObject, type JsonObject } from '#shared/json.ts'
import type { AccountRow } from '#store/types.ts'
import { checkLabel, requireFreeLabel } from './check-label.ts'
import type { AppContext } from './context.ts'
import { describeAccount } from './describe-account.ts'
import { findType, formOf } from './find-type.ts'
import { makeHandle, requireValid } from './make-handle.ts'
import { newConnection } from './new-connection.ts'
import { prepareValues } from './prepare-values.ts'
import { requireWaiting } from './require-waiting.ts'

interface SaveOptions {
  idempotencyKey?: string | undefined
  locale: string
  /** Aborted: nobody waits any more, so nothing is saved. */
  signal?: AbortSignal
}

/**
 * Schema check, `validate`, `connect`, then values and handle are sealed into one record (flow-format.md §3). When any
 * of them refuses, nothing is saved. A repeat with the same `idempotencyKey` gives the account made the first time.
 */
export function makeSaveConnection(context: AppContext) {
  const save = async (body: NewConnection, { locale, signal }: SaveOptions, insert: Insert): Promise<AccountRow> => {
    const { log, events } = context
    const label = checkLabel(body.label)
    const found = findType(context, body.type, { version: body.version })
    const form = formOf(context, found, locale)
    const values = prepareValues(context, { form, submitted: body.values as JsonObject, stored: {} })
    await requireFreeLabel(context, label)
    const call = { found, form, values, reason: 'save', locale } as const
    const validated = await requireValid(context, call)
    const handle = await makeHandle(context, call)
    requireWaiting(signal)
    const row = newConnection(context, { label, found, values, handle, validated })
    await insert(row)
    const { service, type, version } = row
    log.info('connection-saved', { id: row.id, service, type, version, level: context.runner.level })
    events.emit('accounts')
    return row
  }
  return async (body: NewConnection, options: SaveOptions): Promise<Account> => {
    const row = await once(context, body, options.idempotencyKey, insert => save(body, options, insert))
    return describeAccount(context, row, options.locale)
  }
}

/** Writes the new row, and what has to be on disk together with it. */
type Insert = (row: AccountRow) => Promise<void>

/**
 * Runs `work` once for each key. Only the id is remembered, and of the request only what is stored in clear anyway: a
 * repeat with other values is answered like the first. The answer is kept in one step with the row, or a server that
 * was killed between the two would save the same request a second time.
 */
async function once(
  { store, owner }: AppContext,
  body: NewConnection,
  key: string | undefined,
  work: (insert: Insert) => Promise<AccountRow>,
): Promise<AccountRow> {
  if (!key) return work(row => store.accounts.insert(row))
  const place = { workspaceId: owner.workspaceId, userId: owner.userId, key }
  const told = canonicalJson({ type: body.type, version: body.version ?? null, label: body.label })
  const requestHash = createHash('sha256').update(told).digest('hex')
  const claim = await store.idempotency.claim(place, requestHash)
  if (claim.state !== 'new') {
    if (claim.requestHash !== requestHash) {
      throw new AppError('bad_request', { detail: 'This Idempotency-Key was used for another request before.' })
    }
    if (claim.state === 'running') {
      throw new AppError('busy', { detail: 'The same request is being answered right now.', retryAfter: 1 })
    }
    return requireSaved(store, claim.answer)
  }
  try {
    return await work(row =>
      store.transaction(async tx => {
        await tx.accounts.insert(row)
        await tx.idempotency.keep(place, JSON.stringify({ id: row.id }))
      }),
    )
  } catch (error) {
    await store.idempotency.drop(place)
    throw error
  }
}

async function requireSaved(store: AppContext['store'], answer: string | null): Promise<AccountRow> {
  const saved: unknown = JSON.parse(answer ?? 'null')
  const id = isObject(saved) ? saved['id'] : undefined
  const row = typeof id === 'string' ? await store.accounts.get(id) : null
  if (row) return row
  throw new AppError('not_found', { detail: 'This request was answered before, and its connection was deleted since.' })
}
