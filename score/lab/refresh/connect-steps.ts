import type { PageSession } from '#app/app.ts'
import type { AppContext } from '#app/context.ts'
import { makeAddLogin } from '#app/logins/add-login.ts'
import { makeBeginAttempt } from '#app/logins/begin-attempt.ts'
import { makeFinishAttempt } from '#app/logins/finish-attempt.ts'
import { makeStartAttempt } from '#app/logins/start-attempt.ts'
import { slugOf } from '#oauth/slug.ts'
import { CONNECTOR, OWNER } from './open-lab.ts'
import { PROVIDER } from './plant-logins.ts'
import type { Acknowledged } from './worker-job.ts'

export const SESSION: PageSession = { sessionHash: 'a'.repeat(64), userId: OWNER.userId }

interface Connect {
  providerId: string
  /** What the server gives the browser to take back. */
  code: string
  label: string
}

/** A sign-in from its start to the stored login, as the routes run it. Gives the id of the login. */
export async function connectSteps(
  context: AppContext,
  { providerId, code, label }: Connect,
  told: (write: Acknowledged) => void,
): Promise<string> {
  const started = await makeStartAttempt(context)(SESSION, {
    providerId,
    scopes: ['read'],
    inputs: {},
    purpose: 'new',
    mode: 'popup',
  })
  told({ step: 'started', id: started.id })
  const { redirectTo } = await makeBeginAttempt(context)(SESSION, started.id)
  told({ step: 'begun', id: started.id })
  const state = new URL(redirectTo).searchParams.get('state') ?? ''
  const query = new URLSearchParams({ code, state }).toString()
  await makeFinishAttempt(context)(SESSION, { connector: CONNECTOR, slug: slugOf(PROVIDER), query })
  told({ step: 'returned', id: started.id })
  const { id } = await makeAddLogin(context)(SESSION, { attemptId: started.id, label, inputs: {} })
  told({ step: 'added', id })
  return id
}
