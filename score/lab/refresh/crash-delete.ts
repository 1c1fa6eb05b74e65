import { makeDeleteAccount } from '#app/delete-account.ts'
import { makeTidyLogins } from '#app/logins/tidy-logins.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { CrashPoint } from './crash-points.ts'
import type { CrashSite, Outcome } from './crash-site.ts'
import { openLab } from './open-lab.ts'
import { plantLogins } from './plant-logins.ts'
import { readToken } from './read-token.ts'
import { startWorker } from './start-worker.ts'

/** One login is deleted by a process that dies at `point`; then it is there as a whole, or gone as a whole. */
export async function crashDelete(site: CrashSite, point: CrashPoint): Promise<Outcome> {
  const { place, server, providerId } = site
  const [login] = await plantLogins(site.lab.context, { server, providerId, count: 1 })
  if (!login || !point.halt) throw new Error('there is nothing to delete, or no point to die at')
  const worker = await startWorker({ place })
  await worker.ask({ do: 'arm', halt: { count: 1, ...point.halt, signal: 'SIGKILL' } })
  const survived = await worker.ask({ do: 'delete', loginId: login.id }).then(
    () => true,
    () => false,
  )
  if (survived) throw new Error(`nothing came by "${point.name}"`)
  await worker.ended
  const { context, close } = await openLab(place)
  const lost: string[] = []
  try {
    await makeTidyLogins(context)()
    const [row, grant] = [await context.store.accounts.get(login.id), await context.store.grants.get(login.grantId)]
    if ((row === null) !== (grant === null)) lost.push(`half of the login is there: ${row ? 'its row' : 'its tokens'}`)
    if (point.halt.at.startsWith('after') && row) lost.push('the login is there again')
    if (row && !(await readToken(context, login.id))) lost.push('the login gives no token any more')
    // Whoever asks again comes to the same end.
    await makeDeleteAccount(context)(login.id).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'not_found' || row) throw error
    })
    if (await context.store.grants.get(login.grantId)) lost.push('its tokens are there after it was deleted')
    return { lost: lost.map(text => `${point.name}: ${text}`), unreadable: [], byProtocol: 0 }
  } finally {
    await close()
  }
}
