import { Client } from 'pg'
import { type PostgresPool, postgresTypes } from './postgres-pool.ts'
import { translatePostgres } from './postgres-trouble.ts'

/** Connections that only read: each carries many questions at once, so nobody waits for a free one. */
export interface ReadLines {
  /** The first row as a list. Throws `database_unavailable`. */
  ask(question: Question): Promise<readonly unknown[] | undefined>
  close(): Promise<void>
}

interface Question {
  /** Of the statement, which is prepared once a line. */
  name: string
  text: string
  values: unknown[]
}

/** The server answers each line with one process of its own, which is quicker than one of ours can ask. */
const LINES = 4
const CONNECT_MS = 5000
/** A read takes a millisecond. One that takes so long is ended by the server, and what waits behind it is answered. */
const LONGEST_MS = 10_000
/** A server that has not even done that is silent: the line is given up, with all that waits on it. */
const SILENT_MS = LONGEST_MS + 2000

/** None is made before it is needed; one that broke is made anew for the next question. */
export function openReadLines({ place }: Pick<PostgresPool, 'place'>, name: string): ReadLines {
  const open: (Client | undefined)[] = []
  const opening: (Promise<Client> | undefined)[] = []
  let next = 0

  const connect = async (at: number): Promise<Client> => {
    const client = new Client({
      ...place.connect,
      application_name: name,
      pipeline: true,
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: LONGEST_MS,
      query_timeout: SILENT_MS,
      keepAlive: true,
      types: postgresTypes,
    })
    const drop = () => {
      if (open[at] === client) open[at] = undefined
    }
    client.on('error', drop)
    client.on('end', drop)
    await client.connect()
    open[at] = client
    return client
  }
  const lineAt = (at: number): Client | Promise<Client> => {
    const line = open[at] ?? opening[at]
    if (line) return line
    const made = connect(at).finally(() => {
      opening[at] = undefined
    })
    opening[at] = made
    return made
  }
  return {
    async ask(question) {
      next = (next + 1) % LINES
      try {
        const line = lineAt(next)
        const client = line instanceof Promise ? await line : line
        const { rows } = await client.query<unknown[]>({ ...question, rowMode: 'array' })
        return rows[0]
      } catch (error) {
        throw translatePostgres(error, place.name)
      }
    },
    async close() {
      await Promise.allSettled(opening)
      await Promise.all(open.map(client => client?.end()))
    },
  }
}
