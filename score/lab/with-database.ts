import { HAS_POSTGRES, startPostgres } from '#store/fixtures/postgres-server.ts'

export type DatabaseKind = 'SQLite' | 'PostgreSQL'

/** Gives a new database with each call; undefined means a file in the folder at hand. */
export type NewDatabase = () => Promise<string | undefined>

/** Runs `work` with databases of that kind; a text says why it could not. */
export async function withDatabase<T>(
  kind: DatabaseKind,
  work: (newDatabase: NewDatabase) => Promise<T>,
): Promise<T | { skipped: string }> {
  if (kind === 'SQLite') return work(async () => undefined)
  if (!HAS_POSTGRES) return { skipped: 'PostgreSQL is not installed here' }
  const server = await startPostgres()
  try {
    return await work(() => server.newPlace())
  } finally {
    await server.close()
  }
}
