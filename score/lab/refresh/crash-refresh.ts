import { makeKeepFresh } from '#app/logins/keep-fresh.ts'
import { makeTidyLogins } from '#app/logins/tidy-logins.ts'
import type { CrashPoint } from './crash-points.ts'
import { type CrashSite, killAtServer, type Outcome } from './crash-site.ts'
import { openLab } from './open-lab.ts'
import { type PlantedLogin, plantLogins } from './plant-logins.ts'
import { standOf } from './stand-of.ts'
import { startWorker } from './start-worker.ts'

const HOUR_MS = 3_600_000
/** Just longer than a lease: what the dead process held is free again. */
const LATER_MS = 46_000
const GRACE_MS = 60_000
/** Requests that a login may cost after the crash: the first, its repeat, and the one before it. */
const MOST_CALLS = 4

/**
 * Two logins, at a server with a grace and at a strict one, are renewed and told; then renewed again by a process that
 * dies at `point`. What a new process makes of it is the outcome.
 */
export async function crashRefresh(site: CrashSite, point: CrashPoint): Promise<Outcome> {
  const { place, server, providerId } = site
  const [kind] = await plantLogins(site.lab.context, { server, providerId, count: 1, graceMs: GRACE_MS })
  const [strict] = await plantLogins(site.lab.context, { server, providerId, count: 1 })
  if (!kind || !strict) throw new Error('no login was planted')
  const logins = [kind, strict]
  const loginIds = logins.map(login => login.id)
  const worker = await startWorker({ place })
  await worker.ask({ do: 'shift', ms: HOUR_MS })
  const told = await worker.ask({ do: 'read', loginIds, callers: 2 })
  if (told.errors.length > 0) throw new Error(`the first renewal failed: ${told.errors}`)
  if (point.halt) {
    await worker.ask({ do: 'arm', halt: { count: 2, ...point.halt, signal: 'SIGKILL', together: true } })
  } else killAtServer(server, worker, 2)
  await worker.ask({ do: 'shift', ms: 2 * HOUR_MS })
  const dying = worker.ask({ do: 'read', loginIds, callers: 2 })
  const survived = await dying.then(
    () => true,
    () => false,
  )
  if (survived) throw new Error(`nothing came by "${point.name}"`)
  await worker.ended
  server.committed = undefined
  server.shift += LATER_MS
  return recover(site, point, { kind, strict, told: told.tokens })
}

interface Crashed {
  kind: PlantedLogin
  strict: PlantedLogin
  /** Tokens that callers were given before. */
  told: string[]
}

async function recover(site: CrashSite, point: CrashPoint, { kind, strict, told }: Crashed): Promise<Outcome> {
  const lab = await openLab(site.place)
  lab.clock.shift = 2 * HOUR_MS + LATER_MS
  const before = [kind, strict].map(({ family }) => family.calls)
  const outcome: Outcome = { lost: [], unreadable: [], byProtocol: 0 }
  try {
    await makeTidyLogins(lab.context)()
    for (let pass = 0; pass < 3; pass++) await makeKeepFresh(lab.context)()
    for (const [index, login] of [kind, strict].entries()) {
      const stand = await standOf(lab.context, login, told)
      if (stand === 'unreadable') outcome.unreadable.push(`${point.name}: ${login.grantId}`)
      else if (stand === 'needs reconnect' && login === strict && point.inWindow) outcome.byProtocol++
      else if (stand !== 'renewed')
        outcome.lost.push(`${point.name}, ${login === strict ? 'strict' : 'grace'}: ${stand}`)
      const calls = login.family.calls - (before[index] ?? 0)
      if (calls > MOST_CALLS) outcome.lost.push(`${point.name}: ${calls} requests after the crash`)
    }
    return outcome
  } finally {
    await lab.close()
  }
}
