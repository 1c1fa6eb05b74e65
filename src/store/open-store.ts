import { type Kysely, sql } from 'kysely'
import { makeAccounts } from './accounts.ts'
import { makeApiKeys } from './api-keys.ts'
import { makeAttempts } from './attempts.ts'
import { makeAuditTrail } from './audit-trail.ts'
import { makeConnectSessions } from './connect-sessions.ts'
import { makeDataKeys } from './data-keys.ts'
import type { Database } from './database.ts'
import type { Engine, EngineOptions } from './engine.ts'
import { makeGrants } from './grants.ts'
import { makeIdempotency } from './idempotency.ts'
import { makeJournal } from './journal.ts'
import { makeLimitCounts } from './limit-counts.ts'
import { makeMeta } from './meta.ts'
import { makeNodes } from './nodes.ts'
import { makeProviders } from './providers.ts'
import type { RepositoryContext } from './repository-context.ts'
import { makeRevocations } from './revocations.ts'
import { makeSealedValues } from './sealed-values.ts'
import { makeSessions } from './sessions.ts'
import { openSqlite } from './sqlite-engine.ts'
import type { Repositories, Store } from './types.ts'
import { makeUsers } from './users.ts'
import { makeUses } from './uses.ts'
import { makeWebhooks } from './webhooks.ts'

interface StoreOptions extends Partial<EngineOptions> {
  /** Path of the database file. Its folder is made with mode 0700, the file with 0600. */
  file: string
}

interface PostgresOptions extends Partial<EngineOptions> {
  /** `postgresql://…`, see `readPlace`. */
  url: string
}

/**
 * Opens the database and brings its tables up to date. What a method wrote is on disk when its promise settles.
 * Several processes may have it open. Throws `config_invalid` when it is none of ours, or newer, and
 * `database_unavailable` when it does not answer.
 */
export async function openStore(options: StoreOptions | PostgresOptions): Promise<Store> {
  const { readonly = false, migrates = true, shiftMs = () => 0 } = options
  const how = { readonly, migrates, shiftMs }
  const engine = 'url' in options ? await openUrl(options.url, how) : await openSqlite(options.file, how)
  const contextOf = (db: Kysely<Database>): RepositoryContext => ({
    db,
    hot: engine.hot,
    now: () => sql<number>`(${sql.raw(engine.clock)} + ${sql.lit(shiftMs())})`,
  })
  return {
    ...makeRepositories(contextOf(engine.db)),
    now: engine.now,
    transaction: work => engine.transaction(tx => work(makeRepositories(contextOf(tx)))),
    onForeignChange: engine.onForeignChange,
    close: engine.close,
  }
}

/** Most installations keep a file: its program should not load what talks to a server. */
async function openUrl(url: string, how: EngineOptions): Promise<Engine> {
  const { openPostgres } = await import('./postgres-engine.ts')
  return openPostgres(url, how)
}

function makeRepositories(context: RepositoryContext): Repositories {
  return {
    meta: makeMeta(context),
    dataKeys: makeDataKeys(context),
    accounts: makeAccounts(context),
    grants: makeGrants(context),
    journal: makeJournal(context),
    providers: makeProviders(context),
    attempts: makeAttempts(context),
    apiKeys: makeApiKeys(context),
    sessions: makeSessions(context),
    uses: makeUses(context),
    audit: makeAuditTrail(context),
    users: makeUsers(context),
    connectSessions: makeConnectSessions(context),
    revocations: makeRevocations(context),
    webhooks: makeWebhooks(context),
    idempotency: makeIdempotency(context),
    nodes: makeNodes(context),
    limits: makeLimitCounts(context),
    sealed: makeSealedValues(context),
  }
}
