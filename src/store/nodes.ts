import { CODECS } from './database.ts'
import type { Nodes } from './instance-types.ts'
import type { RepositoryContext } from './repository-context.ts'

/** The processes that serve on this database. */
export function makeNodes({ db, now }: RepositoryContext): Nodes {
  return {
    async insert({ name, workspaceId, host, pid, version, dataKeys }) {
      const row = { name, workspace_id: workspaceId, host, pid, version, data_keys: dataKeys }
      await db
        .insertInto('nodes')
        .values({ ...row, started_at: now(), seen_at: now() })
        .execute()
    },
    async report(name, dataKeys) {
      const update = db.updateTable('nodes').set({ data_keys: dataKeys, seen_at: now() }).where('name', '=', name)
      return (await update.executeTakeFirst()).numUpdatedRows > 0n
    },
    async list() {
      return (await db.selectFrom('nodes').selectAll().orderBy('started_at').execute()).map(CODECS.nodes.decode)
    },
    async remove(names) {
      if (names.length > 0) await db.deleteFrom('nodes').where('name', 'in', names).execute()
    },
  }
}
