import { openTokens } from '#app/logins/grant-tokens.ts'
import { type Lab, newPlace, openLab } from '../lab/refresh/open-lab.ts'
import { loadProvider, type PlantedLogin, plantLogins } from '../lab/refresh/plant-logins.ts'
import { type RefreshWorker, startWorker } from '../lab/refresh/start-worker.ts'
import { startTokenServer, type TokenServer } from '../lab/refresh/token-server.ts'
import type { WorkerAnswer, WorkerJob } from '../lab/refresh/worker-job.ts'
import { type DatabaseKind, withDatabase } from '../lab/with-database.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure, Size } from '../measure.ts'

const ROUNDS = { quick: 20, full: 1_000 }
const BARE_ROUNDS = { quick: 10, full: 80 }
const PROCESSES = 4
const CALLERS = 16
const HOUR_MS = 3_600_000

export const rotationRaces: readonly Measure[] = [raceOn('SQLite', 'R-1'), raceOn('PostgreSQL', 'R-1P')]

function raceOn(kind: DatabaseKind, id: string): Measure {
  return {
    id,
    measure: `logins dead after a race of ${CALLERS} callers in each of ${PROCESSES} processes, on strict rotation, on ${kind}`,
    target: `0 dead, 1.00 token calls a round (${ROUNDS.full} rounds; quick: ${ROUNDS.quick})`,
    quick: true,
    run: size => withDatabase(kind, newDatabase => withFolder(async folder => race(folder, size, await newDatabase()))),
  }
}

interface Track {
  server: TokenServer
  lab: Lab
  workers: RefreshWorker[]
  logins: PlantedLogin[]
}

async function race(folder: string, size: Size, url: string | undefined): Promise<Finding> {
  const server = await startTokenServer()
  const place = newPlace(folder, server.origin, { url })
  const lab = await openLab(place)
  const workers: RefreshWorker[] = []
  try {
    const providerId = await loadProvider(lab.context)
    const logins = await plantLogins(lab.context, { server, providerId, count: ROUNDS[size] + BARE_ROUNDS[size] })
    workers.push(...(await Promise.all(Array.from({ length: PROCESSES }, () => startWorker({ place })))))
    const track = { server, lab, workers }
    const bare = await runUnguarded({ ...track, logins: logins.splice(0, BARE_ROUNDS[size]) })
    const guarded = await runGuarded({ ...track, logins })
    return {
      value: `${guarded.dead} dead, ${guarded.calls.toFixed(2)} calls a round`,
      ok: guarded.dead === 0 && guarded.calls === 1 && guarded.faults.length === 0 && bare.dead > 0,
      details: [
        `${ROUNDS[size]} rounds, ${guarded.each.toFixed(0)} ms each`,
        `without lease, fence and shared promise: ${bare.dead} of ${BARE_ROUNDS[size]} dead, ${bare.calls.toFixed(2)} calls a round`,
        ...guarded.faults.slice(0, 20),
      ],
    }
  } finally {
    await Promise.all(workers.map(worker => worker.close()))
    await lab.close()
    await server.close()
  }
}

/** Half of the rounds find a token that ended, the others one that an API refused. */
async function runGuarded(track: Track) {
  const { server, lab, workers, logins } = track
  const faults: string[] = []
  const calls = server.calls
  const from = performance.now()
  for (const [round, login] of logins.entries()) {
    const ended = round < logins.length / 2
    if (round === 0 || round === Math.ceil(logins.length / 2)) await shiftAll(track, ended ? HOUR_MS : 0)
    const rejected = ended ? {} : { rejectedVersion: 1 }
    const job: WorkerJob = { do: 'read', loginIds: [login.id], callers: CALLERS, ...rejected }
    const answers = await Promise.all(workers.map(worker => worker.ask(job)))
    const fault = await faultOf(lab, login, answers)
    if (fault) faults.push(`round ${round + 1}: ${fault}`)
  }
  return {
    dead: logins.filter(({ family }) => family.dead).length,
    calls: (server.calls - calls) / logins.length,
    each: (performance.now() - from) / logins.length,
    faults,
  }
}

/** Everybody has the one new token, and what is stored is what the server takes next. */
async function faultOf({ context }: Lab, login: PlantedLogin, answers: WorkerAnswer[]): Promise<string | undefined> {
  const errors = answers.flatMap(answer => answer.errors)
  if (errors.length > 0) return `${errors.length} callers met ${[...new Set(errors)].join(', ')}`
  const tokens = new Set(answers.flatMap(answer => answer.tokens))
  if (tokens.size !== 1) return `callers got ${tokens.size} different tokens`
  const grant = await context.store.grants.get(login.grantId)
  if (grant?.status !== 'ok' || grant.credVersion !== 2)
    return `the row stands at ${grant?.status} ${grant?.credVersion}`
  return login.family.live.has(openTokens(context, grant).refreshToken ?? '')
    ? undefined
    : 'the stored token is used up'
}

async function runUnguarded(track: Track) {
  const { server, workers, logins } = track
  const calls = server.calls
  for (const { id } of logins) {
    await Promise.all(workers.map(worker => worker.ask({ do: 'read-unguarded', loginIds: [id], callers: CALLERS })))
  }
  return {
    dead: logins.filter(({ family }) => family.dead).length,
    calls: (server.calls - calls) / logins.length,
  }
}

async function shiftAll({ lab, workers }: Track, ms: number): Promise<void> {
  lab.clock.shift = ms
  await Promise.all(workers.map(worker => worker.ask({ do: 'shift', ms })))
}
