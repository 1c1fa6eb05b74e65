import { sealAccountValue } from '#app/account-value.ts'
import type { AppContext } from '#app/context.ts'
import { makeLoadProviders } from '#app/logins/load-providers.ts'
import { newGrant } from '#app/logins/new-grant.ts'
import { requireProvider } from '#app/logins/open-provider.ts'
import { slugOf } from '#oauth/slug.ts'
import { makeId } from '#shared/ids.ts'
import type { AccountRow, GrantRow } from '#store/types.ts'
import { CONNECTOR } from './open-lab.ts'
import { CLIENT_SECRET, type Family, type Planted, type TokenServer } from './token-server.ts'

export const PROVIDER = 'Lab'
const HOUR_MS = 3_600_000
const ROWS_A_TRANSACTION = 500

/** A login whose tokens the server knows. */
export interface PlantedLogin {
  id: string
  grantId: string
  family: Family
}

/** The provider as `flow-deploy oauths load` stores it. Gives its id. */
export async function loadProvider(context: AppContext): Promise<string> {
  const values = { CLIENT_ID: 'lab', CLIENT_SECRET }
  const text = JSON.stringify({ [CONNECTOR]: { [PROVIDER]: values } })
  await makeLoadProviders(context)({ text, fileName: 'oauths.json' })
  const row = await context.store.providers.bySlug(CONNECTOR, slugOf(PROVIDER))
  if (!row) throw new Error('the provider was not loaded')
  return row.id
}

interface Planting {
  server: TokenServer
  providerId: string
  count: number
  /** Ms a used token of these still works; 0 is strict rotation. */
  graceMs?: number
  /** When the first tokens end, of an hour of life; without it, in an hour. */
  endsAt?: number
  /** Instead of the moment their rule says. */
  dueAt?: (index: number) => number
}

/** Logins as they stand after a sign-in, many in one transaction. */
export async function plantLogins(context: AppContext, planting: Planting): Promise<PlantedLogin[]> {
  const provider = await requireProvider(context, planting.providerId)
  const { endsAt = context.store.now() + HOUR_MS, graceMs = 0, dueAt } = planting
  const made = planting.server.plant(planting.count, graceMs).map((tokens, index) => {
    const row = accountRow(context, planting.providerId)
    const grant = newGrant(context, {
      id: makeId('grt', context.random(16)),
      login: row,
      provider,
      tokens: tokenSet(tokens, endsAt),
      account: {},
    })
    return { row, grant: dueAt ? { ...grant, refreshAfter: dueAt(index) } : grant, family: tokens.family }
  })
  for (let from = 0; from < made.length; from += ROWS_A_TRANSACTION) {
    await insertAll(context, made.slice(from, from + ROWS_A_TRANSACTION))
  }
  return made.map(({ row, grant, family }) => ({ id: row.id, grantId: grant.id, family }))
}

function insertAll({ store }: AppContext, rows: { row: AccountRow; grant: GrantRow }[]): Promise<void> {
  return store.transaction(async tx => {
    for (const { row, grant } of rows) {
      await tx.accounts.insert(row)
      await tx.grants.insert(grant)
    }
  })
}

function tokenSet({ accessToken, refreshToken }: Planted, expiresAt: number) {
  const issuedAt = expiresAt - HOUR_MS
  return { accessToken, refreshToken, tokenType: 'Bearer', issuedAt, expiresAt, kept: {}, callback: {} }
}

function accountRow(context: AppContext, providerId: string): AccountRow {
  const { store, owner } = context
  const now = store.now()
  const place = { id: makeId('log', context.random(16)), workspaceId: owner.workspaceId, valueVersion: 1 }
  return {
    ...place,
    ownerId: owner.userId,
    kind: 'login',
    service: 'lab',
    type: CONNECTOR,
    version: 'v1',
    providerId,
    label: place.id,
    state: 'ok',
    stateSince: now,
    message: null,
    lastTestedAt: now,
    value: sealAccountValue(context, place, { inputs: {} }),
    rowVersion: 1,
    sharedAt: null,
    suspendedAt: null,
    retestAt: null,
    createdAt: now,
    updatedAt: now,
  }
}
