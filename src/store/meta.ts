import type { Meta } from './instance-types.ts'
import type { RepositoryContext } from './repository-context.ts'

/** Facts about the whole instance stand under no workspace. */
const INSTANCE = ''

/** Small facts by name: the key check value, ids of the one workspace and its user. */
export function makeMeta({ db }: RepositoryContext): Meta {
  const get = async (key: string) => {
    const query = db.selectFrom('meta').select('value').where('workspace_id', '=', INSTANCE).where('key', '=', key)
    return (await query.executeTakeFirst())?.value ?? null
  }
  return {
    get,
    async set(key, value) {
      await db
        .insertInto('meta')
        .values({ workspace_id: INSTANCE, key, value })
        .onConflict(conflict => conflict.columns(['workspace_id', 'key']).doUpdateSet({ value }))
        .execute()
    },
    async putIfAbsent(key, value) {
      const insert = db.insertInto('meta').values({ workspace_id: INSTANCE, key, value })
      await insert.onConflict(conflict => conflict.columns(['workspace_id', 'key']).doNothing()).execute()
      return (await get(key)) ?? value
    },
  }
}
