import { setTimeout as sleep } from 'node:timers/promises'
import type { CrashPoint } from './crash-points.ts'
import type { CrashSite } from './crash-site.ts'
import { openLab } from './open-lab.ts'
import { type PlantedLogin, plantLogins } from './plant-logins.ts'
import { readToken } from './read-token.ts'
import { standOf } from './stand-of.ts'
import { startWorker } from './start-worker.ts'

const HOUR_MS = 3_600_000
const GRACE_MS = 120_000
const CALLERS = 4

export interface Freezing {
  /** How long the lease holder stands still. */
  frozenMs: number
  /** Shorter than the real one, so that a freeze need not take a minute. */
  leaseSeconds?: number
}

export interface Thawed {
  /** What stands wrong with the login at the server with a grace. */
  faults: string[]
  /** Writes of the thawed process that changed what stood there. */
  fencedWrites: number
  /** How the login at the strict server came out. */
  strict: string
}

/** One process stops with the lease at `point`, another one takes over, the first goes on where it was. */
export async function freezeHolder(site: CrashSite, point: CrashPoint, freezing: Freezing): Promise<Thawed> {
  const { place, server, providerId } = site
  const { frozenMs, leaseSeconds } = freezing
  const [kind] = await plantLogins(site.lab.context, { server, providerId, count: 1, graceMs: GRACE_MS })
  const [strict] = await plantLogins(site.lab.context, { server, providerId, count: 1 })
  if (!kind || !strict) throw new Error('no login was planted')
  const loginIds = [kind.id, strict.id]
  const lease = leaseSeconds === undefined ? {} : { leaseSeconds }
  const holder = await startWorker({ place, ...lease })
  const other = await openLab(place, lease)
  other.clock.shift = HOUR_MS
  try {
    await holder.ask({ do: 'shift', ms: HOUR_MS })
    const frozen = Promise.withResolvers<void>()
    if (point.halt) {
      const halt = { ...point.halt, signal: 'SIGSTOP', count: 2, together: true } as const
      await holder.ask({ do: 'arm', halt })
      void holder.halted.then(frozen.resolve)
    } else {
      let left = 2
      server.committed = async () => {
        left--
        if (left === 0) {
          holder.signal('SIGSTOP')
          frozen.resolve()
        }
        await frozen.promise
      }
    }
    const first = holder.ask({ do: 'read', loginIds, callers: CALLERS })
    await frozen.promise
    server.committed = undefined
    const thaw = sleep(frozenMs).then(() => holder.signal('SIGCONT'))
    const second = Promise.allSettled(loginIds.map(id => readToken(other.context, id)))
    await second
    const taken = await versionsOf()
    await thaw
    await first
    const fencedWrites = (await versionsOf()).filter((version, index) => version !== taken[index]).length
    other.clock.shift += HOUR_MS
    const faults: string[] = []
    const kindStands = await renewedOnceMore(kind)
    if (kindStands !== 'renewed') faults.push(`${point.name}: ${kindStands}`)
    return { faults, fencedWrites, strict: await renewedOnceMore(strict) }
  } finally {
    await other.close()
    await holder.close()
  }

  async function versionsOf(): Promise<string[]> {
    const rows = await Promise.all([kind, strict].map(login => other.context.store.grants.get(login?.grantId ?? '')))
    return rows.map(row => `${row?.credVersion} ${Buffer.from(row?.cred ?? []).toString('hex')}`)
  }

  async function renewedOnceMore(login: PlantedLogin): Promise<string> {
    await readToken(other.context, login.id).catch(() => undefined)
    return standOf(other.context, login)
  }
}
