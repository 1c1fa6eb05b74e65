import { openAccountValue } from '#app/account-value.ts'
import { makeAddLogin } from '#app/logins/add-login.ts'
import { openAttemptGrant } from '#app/logins/attempt-secrets.ts'
import { makeGetAttempt } from '#app/logins/get-attempt.ts'
import { openTokens } from '#app/logins/grant-tokens.ts'
import { makeTidyLogins } from '#app/logins/tidy-logins.ts'
import { connectSteps, SESSION } from './connect-steps.ts'
import type { CrashPoint } from './crash-points.ts'
import { type CrashSite, killAtServer, type Outcome } from './crash-site.ts'
import { type Lab, openLab } from './open-lab.ts'
import { startWorker } from './start-worker.ts'
import type { Acknowledged } from './worker-job.ts'

/** Longer than an exchange may take: whoever asks then goes on from the stored answer. */
const LATER_MS = 46_000

let count = 0

/** One sign-in by a process that dies at `point`, and what the person who goes on finds. */
export async function crashConnect(site: CrashSite, point: CrashPoint): Promise<Outcome> {
  const { place, server, providerId } = site
  const label = `Crash${++count}`
  const worker = await startWorker({ place })
  if (point.halt) await worker.ask({ do: 'arm', halt: { count: 1, ...point.halt, signal: 'SIGKILL' } })
  else killAtServer(server, worker, 1)
  const survived = await worker.ask({ do: 'connect', providerId, code: server.code(), label }).then(
    answer => answer.errors.join() || 'done',
    () => undefined,
  )
  if (survived !== undefined) throw new Error(`nothing came by "${point.name}": ${survived}`)
  await worker.ended
  server.committed = undefined
  const lab = await openLab(place)
  lab.clock.shift = LATER_MS
  try {
    await makeTidyLogins(lab.context)()
    const lost = await findLost(lab, point, { told: worker.acknowledged, label })
    const again = lost.length > 0 ? [] : await signInAgain(site, lab, label)
    return {
      lost: [...lost, ...again].map(text => `${point.name}: ${text}`),
      unreadable: await unreadableRows(lab),
      byProtocol: 0,
    }
  } finally {
    await lab.close()
  }
}

interface Crashed {
  told: readonly Acknowledged[]
  label: string
}

/** Each write that was acknowledged is there; and the person may go on from what is stored, also from what was not. */
async function findLost({ context }: Lab, point: CrashPoint, { told, label }: Crashed): Promise<string[]> {
  const { store } = context
  const ids = new Map(told.map(({ step, id }) => [step, id]))
  const added = ids.get('added')
  if (added !== undefined) return (await store.accounts.get(added)) ? [] : ['the login is gone']
  const attemptId = ids.get('started')
  if (attemptId === undefined) return []
  const { status } = await makeGetAttempt(context)(SESSION, attemptId, 'en')
  if (ids.has('returned') && status !== 'granted' && status !== 'added') return [`tokens were there, now ${status}`]
  if (ids.has('begun') && status === 'created') return ['the sign-in is not begun']
  const isKept = point.name === 'answer stored' || point.name === 'tokens wait for their name'
  if (isKept && status !== 'granted') return [`the answer was stored, now ${status}`]
  if (status !== 'granted' && status !== 'added') return []
  const login = await makeAddLogin(context)(SESSION, { attemptId, label, inputs: {} })
  return login.label === label ? [] : ['ADD gave another login']
}

/** The label is taken exactly when the login is there; else the whole sign-in works anew. */
async function signInAgain({ server, providerId }: CrashSite, { context }: Lab, label: string): Promise<string[]> {
  const { store, owner } = context
  const found = await store.accounts.findByLabel({ workspaceId: owner.workspaceId, connector: 'lab', label })
  const [login] = found
  if (found.length > 1) return [`${found.length} logins of one sign-in`]
  const id = login?.id ?? (await connectSteps(context, { providerId, code: server.code(), label }, () => undefined))
  const grant = await store.grants.byLogin(id, owner.userId)
  return grant && server.familyOf(openTokens(context, grant).accessToken) ? [] : ['a login without tokens']
}

async function unreadableRows({ context }: Lab): Promise<string[]> {
  const { store, owner } = context
  const faults: string[] = []
  const look = (id: string, open: () => unknown) => {
    try {
      open()
    } catch {
      faults.push(id)
    }
  }
  const { items } = await store.accounts.list({ workspaceId: owner.workspaceId, limit: 500 })
  for (const row of items) {
    const grant = await store.grants.byLogin(row.id, row.ownerId)
    if (!grant) faults.push(`${row.id} has no tokens`)
    look(row.id, () => openAccountValue(context, row))
    if (grant) look(grant.id, () => openTokens(context, grant))
  }
  for (const row of await store.attempts.stale(store.now() + LATER_MS))
    look(row.id, () => openAttemptGrant(context, row))
  return faults
}
