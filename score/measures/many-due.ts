import { setTimeout as sleep } from 'node:timers/promises'
import { makeKeepFresh } from '#app/logins/keep-fresh.ts'
import { type Lab, newPlace, openLab } from '../lab/refresh/open-lab.ts'
import { loadProvider, type PlantedLogin, plantLogins } from '../lab/refresh/plant-logins.ts'
import { makeSecondCounter } from '../lab/refresh/second-counter.ts'
import { startTokenServer, type TokenServer } from '../lab/refresh/token-server.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure, Size } from '../measure.ts'

/** The small size keeps the load a second; its time leaves room for a busy machine, which it is too short to outlast. */
const LOGINS = { quick: 500, full: 10_000 }
const SECONDS = { quick: 45, full: 300 }
const A_SECOND = 50
const ANSWER_MS = 20
/** How long before its end a token of an hour is due. */
const DUE_BEFORE_MS = 300_000
/** A run that takes so many times the target is ended. */
const GIVE_UP = 3
/** As the program does. */
const PASS_EVERY_MS = 20_000

export const manyDue: Measure = {
  id: 'R-5',
  measure: `seconds until all of ${LOGINS.full} logins due in one minute are fresh, at a server that takes ${A_SECOND} requests/s`,
  target: `≤ ${SECONDS.full} s, 0 need a reconnect (quick: ${LOGINS.quick} logins, ≤ ${SECONDS.quick} s)`,
  quick: true,
  run: size => withFolder(folder => renewAll(folder, size)),
}

async function renewAll(folder: string, size: Size): Promise<Finding> {
  const server = await startTokenServer()
  const lab = await openLab(newPlace(folder, server.origin))
  try {
    const providerId = await loadProvider(lab.context)
    const from = lab.context.store.now()
    // The same share of a minute as the target is of five.
    const dueWithin = (60_000 * SECONDS[size]) / SECONDS.full
    const logins = await plantLogins(lab.context, {
      server,
      providerId,
      count: LOGINS[size],
      endsAt: from + DUE_BEFORE_MS,
      dueAt: index => Math.floor(from + (dueWithin * index) / LOGINS[size]),
    })
    const load = limitTo(server, A_SECOND)
    const seconds = await untilFresh(lab, logins, GIVE_UP * SECONDS[size])
    const needing = await countNeeding(lab, logins)
    const fresh = logins.filter(({ family }) => family.access.length > 1).length
    return {
      value: `${seconds.toFixed(1)} s, ${fresh} of ${logins.length} fresh, ${needing} need a reconnect`,
      ok: fresh === logins.length && seconds <= SECONDS[size] && needing === 0 && load.most <= A_SECOND,
      details: [
        `real time, one process, on SQLite. ${LOGINS[size]} logins take ${LOGINS[size] / A_SECOND} s at ${A_SECOND} requests/s`,
        `${server.calls} requests, most in one second ${load.mostAsked}, most served in one second ${load.most}, ${load.refused} refused with 429`,
      ],
    }
  } finally {
    await lab.close()
    await server.close()
  }
}

/** A server that refuses with 429 what is more than its limit in any second. */
function limitTo(server: TokenServer, most: number) {
  const asked = makeSecondCounter()
  const served = makeSecondCounter()
  const load = { most: 0, mostAsked: 0, refused: 0 }
  server.trouble = async () => {
    asked.add()
    load.mostAsked = asked.most
    if (served.now() >= most) {
      load.refused++
      return { status: 429, headers: { 'retry-after': '1' } }
    }
    served.add()
    load.most = served.most
    await sleep(ANSWER_MS)
    return undefined
  }
  return load
}

/** Passes as the program makes them: one after the other, each begun at a tick of 20 s. Gives the seconds it took. */
async function untilFresh({ context }: Lab, logins: PlantedLogin[], mostSeconds: number): Promise<number> {
  const keepFresh = makeKeepFresh(context)
  const from = performance.now()
  const elapsed = () => performance.now() - from
  while (elapsed() < mostSeconds * 1_000) {
    await keepFresh()
    if (logins.every(({ family }) => family.access.length > 1)) break
    await sleep(PASS_EVERY_MS - (elapsed() % PASS_EVERY_MS))
  }
  return elapsed() / 1_000
}

async function countNeeding({ context }: Lab, logins: PlantedLogin[]): Promise<number> {
  let count = 0
  for (const { grantId } of logins) {
    const grant = await context.store.grants.get(grantId)
    if (grant?.status === 'needs_reconnect') count++
  }
  return count
}
