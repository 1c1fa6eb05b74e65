import { type Kysely, sql } from 'kysely'
import type { Database } from './database.ts'
import { inTransaction } from './in-transaction.ts'
import type { Forgotten, SealedColumn, SealedValue, SealedValues } from './instance-types.ts'
import type { RepositoryContext } from './repository-context.ts'

interface Place {
  table: string
  column: string
  /** The column that holds the version; without it the version is 1. */
  version?: string
  /** Columns beside it that are asked for. */
  bound?: boolean
  provider?: boolean
  leased?: boolean
}

const PLACES: Record<SealedColumn, Place> = {
  'accounts.value': { table: 'accounts', column: 'value', version: 'value_version' },
  'grants.cred': { table: 'grants', column: 'cred', version: 'cred_version', provider: true, leased: true },
  'grants.account': { table: 'grants', column: 'account', version: 'cred_version', provider: true, leased: true },
  'token_journal.answer': { table: 'token_journal', column: 'answer', version: 'base_version' },
  'oauth_attempts.secrets': { table: 'oauth_attempts', column: 'secrets' },
  'oauth_attempts.grant': { table: 'oauth_attempts', column: 'grant' },
  'revocations.job': { table: 'revocations', column: 'job' },
  'providers.secret': { table: 'providers', column: 'secret', version: 'row_version', bound: true },
  'webhooks.keys': { table: 'webhooks', column: 'keys', version: 'keys_version' },
}

/** Every column that holds sealed values; a test compares them with the tables. */
export const SEALED_COLUMNS = Object.keys(PLACES) as SealedColumn[]

/** The key id stands behind the first byte of each value (security.md §2.2). */
const KID = { from: 2, bytes: 16 }

/** Stands where a value was given up, because its key is lost. */
const NOTHING = new Uint8Array()

/** Sealed values as bytes, whatever they belong to. */
export function makeSealedValues({ db, now }: RepositoryContext): SealedValues {
  const kidOf = (column: string) => sql`substr(${sql.ref(column)}, ${sql.lit(KID.from)}, ${sql.lit(KID.bytes)})`
  return {
    async count(workspaceId) {
      const counts = new Map<string, number>()
      for (const { table, column } of Object.values(PLACES)) {
        const { rows } = await sql<{ kid: Uint8Array; number: number }>`
          select ${kidOf(column)} as kid, count(*) as number from ${sql.table(table)}
          where workspace_id = ${workspaceId} and length(${sql.ref(column)}) > 0 group by 1`.execute(db)
        for (const { kid, number } of rows) {
          const name = Buffer.from(kid).toString('hex')
          counts.set(name, (counts.get(name) ?? 0) + Number(number))
        }
      }
      return counts
    },
    countOwners: workspaceId => countOwners(db, workspaceId),
    async forget(workspaceId, words) {
      const found = await countOwners(db, workspaceId)
      const passing = [
        'grants',
        'token_journal',
        'oauth_attempts',
        'revocations',
        'webhook_deliveries',
        'nodes',
      ] as const
      for (const table of passing) {
        await db.deleteFrom(table).where('workspace_id', '=', workspaceId).execute()
      }
      await db.updateTable('providers').set({ secret: null }).where('workspace_id', '=', workspaceId).execute()
      await db
        .updateTable('webhooks')
        .set({ keys: NOTHING, old_key_until: null, off_at: now(), off_reason: 'key-lost' })
        .where('workspace_id', '=', workspaceId)
        .execute()
      for (const kind of ['connection', 'login'] as const) {
        await db
          .updateTable('accounts')
          .set(({ eb }) => ({
            ...{ value: NOTHING, state: 'needs reconnect', state_since: now(), message: words[kind] },
            row_version: eb('row_version', '+', 1),
            updated_at: now(),
          }))
          .where('workspace_id', '=', workspaceId)
          .where('kind', '=', kind)
          .execute()
      }
      return found
    },
    async page(name, { workspaceId, kid, after, limit }) {
      const { table, column, version, bound, provider, leased } = PLACES[name]
      const busy = leased ? sql`when lease_until >= ${now()} then null` : sql``
      // Rows that need nothing are handed out as well: so each statement looks at `limit` rows and not at all of them.
      const { rows } = await sql<SealedValue>`
        select id, workspace_id as "workspaceId",
          case when ${kidOf(column)} = ${kid} or length(${sql.ref(column)}) = 0 then null ${busy} else ${sql.ref(column)} end as bytes,
          ${version === undefined ? sql.lit(1) : sql.ref(version)} as version,
          ${bound ? sql.ref('hosts') : sql.lit(null)} as hosts, ${bound ? sql.ref('config') : sql.lit(null)} as config,
          ${provider ? sql.ref('provider_id') : sql.lit(null)} as "providerId"
        from ${sql.table(table)}
        where workspace_id = ${workspaceId} and id > ${after} order by id limit ${limit}`.execute(db)
      return rows
    },
    replace(name, values) {
      const { table, column, leased } = PLACES[name]
      return inTransaction(db, async tx => {
        let count = 0
        for (const { id, from, to, accountHash } of values) {
          const hash = accountHash === undefined ? sql`` : sql`, account_hash = ${accountHash}`
          const free = leased ? sql`and (lease_until is null or lease_until < ${now()})` : sql``
          const done = await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${to}${hash}
            where id = ${id} and ${sql.ref(column)} = ${from} ${free}`.execute(tx)
          count += Number(done.numAffectedRows ?? 0)
        }
        return count
      })
    },
  }
}

async function countOwners(db: Kysely<Database>, workspaceId: string): Promise<Forgotten> {
  const accounts = await db
    .selectFrom('accounts')
    .select(({ fn }) => ['kind', fn.countAll<number>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .groupBy('kind')
    .execute()
  const [providers] = await db
    .selectFrom('providers')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .execute()
  const countOf = (kind: string) => accounts.find(row => row.kind === kind)?.count ?? 0
  return { connections: countOf('connection'), logins: countOf('login'), providers: providers?.count ?? 0 }
}
