import { AppError } from '#shared/errors/app-error.ts'
import { breaksReference, breaksUnique } from './constraint.ts'
import { CODECS } from './database.ts'
import { inTransaction } from './in-transaction.ts'
import type { RepositoryContext } from './repository-context.ts'
import type { ProviderRow, Providers } from './types.ts'

const { encode, decode } = CODECS.providers

/** OAuth configs with an entry of a load file. Loading never removes one. */
export function makeProviders({ db }: RepositoryContext): Providers {
  return {
    async upsert(rows) {
      await inTransaction(db, async tx => {
        for (const row of rows) {
          const { id: _id, created_at: _made, ...changes } = encode(row)
          const insert = tx
            .insertInto('providers')
            .values(encode(row))
            .onConflict(conflict =>
              conflict
                .columns(['workspace_id', 'connector', 'display_name'])
                .doUpdateSet(changes)
                // The secret is sealed for this id and version: in a row that moved on nobody could open it.
                .where('providers.id', '=', row.id)
                .where('providers.row_version', '=', row.rowVersion - 1),
            )
            .returning('id')
          const written = await insert.execute().catch(error => explainSlug(error, row))
          if (written.length === 0) throw changedMeanwhile(row)
        }
      })
    },
    async list(workspaceId) {
      const query = db.selectFrom('providers').selectAll().where('workspace_id', '=', workspaceId)
      return (await query.orderBy('connector').orderBy('display_name').execute()).map(decode)
    },
    async get(id) {
      const raw = await db.selectFrom('providers').selectAll().where('id', '=', id).executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async bySlug(connector, slug) {
      const query = db.selectFrom('providers').selectAll().where('connector', '=', connector).where('slug', '=', slug)
      const raw = await query.executeTakeFirst()
      return raw ? decode(raw) : null
    },
    async remove(id) {
      try {
        return (await db.deleteFrom('providers').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n
      } catch (error) {
        if (!breaksReference(error)) throw error
        throw new AppError('in_use', { detail: 'Logins still use this provider. Nothing was deleted.', cause: error })
      }
    },
    async countLogins(id) {
      const query = db.selectFrom('accounts').select(eb => eb.fn.countAll<number>().as('count'))
      const row = await query.where('provider_id', '=', id).executeTakeFirst()
      return row?.count ?? 0
    },
  }
}

function changedMeanwhile(row: ProviderRow): AppError {
  return new AppError('changed_meanwhile', {
    detail: `${row.connector} / ${row.displayName} was loaded by somebody else meanwhile. Nothing was loaded. Load again.`,
  })
}

function explainSlug(error: unknown, row: ProviderRow): never {
  if (!breaksUnique(error, 'providers', 'slug')) throw error
  throw new AppError('already_exists', {
    detail: `Another provider of ${row.connector} has the return address …/${row.connector}/${row.slug}. Choose a display name that differs in more than case and signs from those loaded.`,
    cause: error,
  })
}
