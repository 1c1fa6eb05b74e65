import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CrashSite } from './crash-site.ts'
import { openLab } from './open-lab.ts'
import { plantLogins } from './plant-logins.ts'
import { readToken } from './read-token.ts'
import { standOf } from './stand-of.ts'
import { startWorker } from './start-worker.ts'

const HOUR_MS = 3_600_000
const GRACE_MS = 120_000

export interface Paused {
  faults: string[]
  strict: string
}

/** Nobody can write for so long, from the worst moment on: the server has given out tokens and its answer is on the way. */
export async function pauseDatabase(site: CrashSite, pausedMs: number): Promise<Paused> {
  const { place, server, providerId } = site
  const [kind] = await plantLogins(site.lab.context, { server, providerId, count: 1, graceMs: GRACE_MS })
  const [strict] = await plantLogins(site.lab.context, { server, providerId, count: 1 })
  if (!kind || !strict) throw new Error('no login was planted')
  const worker = await startWorker({ place })
  const lab = await openLab(place)
  try {
    await worker.ask({ do: 'shift', ms: HOUR_MS })
    const free = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<void>()
    let left = 2
    server.committed = () => {
      left--
      if (left > 0) return answer.promise
      const blocker = blockWrites(place.folder)
      answer.resolve()
      void sleep(pausedMs).then(() => {
        blocker.close()
        free.resolve()
      })
      return undefined
    }
    const loginIds = [kind.id, strict.id]
    const during = worker.ask({ do: 'read', loginIds, callers: 4 })
    await Promise.all([during, free.promise])
    server.committed = undefined
    await worker.ask({ do: 'read', loginIds, callers: 1 })
    lab.clock.shift = 2 * HOUR_MS
    await Promise.allSettled(loginIds.map(id => readToken(lab.context, id)))
    const stand = await standOf(lab.context, kind)
    return {
      faults: stand === 'renewed' ? [] : [`paused ${pausedMs / 1000} s: ${stand}`],
      strict: await standOf(lab.context, strict),
    }
  } finally {
    await lab.close()
    await worker.close()
  }
}

function blockWrites(folder: string): { close(): void } {
  const database = new DatabaseSync(join(folder, 'flow.db'))
  database.exec('pragma busy_timeout = 5000; begin immediate')
  return database
}
