import type { PostgresPool } from './postgres-pool.ts'
import { POSTGRES_NOW } from './postgres-tables.ts'

const EVERY_MS = 60_000

/**
 * The server's clock, told without asking: how far it is from ours is measured now and every minute. Nodes whose own
 * clocks differ so agree on what is over.
 */
export async function watchClock({ pool }: PostgresPool): Promise<{ now(): number; close(): void }> {
  const measure = async () => {
    const before = Date.now()
    const { rows } = await pool.query<{ now: number }>(`select ${POSTGRES_NOW} as now`)
    return (rows[0]?.now ?? before) - (before + Date.now()) / 2
  }
  let ahead = await measure()
  const look = () =>
    measure().then(
      found => {
        ahead = found
      },
      // The server is away: its clock goes on as it went.
      () => undefined,
    )
  const timer = setInterval(look, EVERY_MS)
  timer.unref()
  return { now: () => Math.round(Date.now() + ahead), close: () => clearInterval(timer) }
}
