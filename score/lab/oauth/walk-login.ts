import type { AppContext } from '#app/context.ts'
import { makeAddLogin } from '#app/logins/add-login.ts'
import { makeBeginAttempt } from '#app/logins/begin-attempt.ts'
import { makeFinishAttempt } from '#app/logins/finish-attempt.ts'
import { type LoginWorld, PUBLIC_URL, SESSION } from '#app/logins/fixtures/login-world.ts'
import { makeGetConsent } from '#app/logins/get-consent.ts'
import { makeKeepFresh } from '#app/logins/keep-fresh.ts'
import { makeReadLoginToken } from '#app/logins/read-login-token.ts'
import { makeStartAttempt } from '#app/logins/start-attempt.ts'
import { makeWatchDevice } from '#app/logins/watch-device.ts'
import type { Credential, CredentialRequest } from '#shared/contract/credentials.ts'
import { CLIENT } from '../../../test/faulty-provider/faulty-server.ts'
import type { FaultyProvider } from '../../../test/faulty-provider/start-faulty-provider.ts'

/** A login at the faulty provider, made and used by the app's own code over its real store. */
export interface Walk {
  provider: FaultyProvider
  context: AppContext
  loginId: string
  /** One more login of the same person, with this label; `change` alters the address of the callback on its way. */
  addLogin(label: string, change?: (callback: URL) => void): Promise<string>
  /** What an action is handed. */
  read(rejectedVersion?: number, call?: CredentialRequest['call']): Promise<Credential>
  /** The pass over all that is due. */
  keepFresh(): Promise<void>
  /** Lets time go by, for the app and for the server. */
  wait(seconds: number): void
}

/** The login did not get on, in a way that has no error of the app. */
export class WalkFailure extends Error {}

/** Loads the provider of the world's config. Throws with what the loader says. */
export async function loadProvider(world: LoginWorld, values: Record<string, string> = {}): Promise<void> {
  await world.load({ CLIENT_ID: CLIENT.id, CLIENT_SECRET: CLIENT.secret, ...values })
}

export async function walkLogin(world: LoginWorld, provider: FaultyProvider): Promise<Walk> {
  const { context, clock } = world
  const addLogin = async (label: string, change?: (callback: URL) => void) => {
    const attemptId = await signIn(world, provider, change)
    return (await makeAddLogin(context)(SESSION, { attemptId, label, inputs: {} })).id
  }
  const loginId = await addLogin('Depot1')
  return {
    provider,
    context,
    loginId,
    addLogin,
    async read(rejectedVersion, call) {
      const row = await context.store.accounts.get(loginId)
      if (!row) throw new WalkFailure('the login is gone')
      const want = rejectedVersion === undefined ? {} : { rejectedVersion }
      return makeReadLoginToken(context)(row, { id: loginId, ...want, ...(call ? { call } : {}) })
    },
    keepFresh: makeKeepFresh(context),
    wait(seconds) {
      clock.shift += seconds * 1000
    },
  }
}

/** From the start to tokens that wait for a name. Throws with the reason where it ends earlier. */
async function signIn(
  world: LoginWorld,
  provider: FaultyProvider,
  change: (callback: URL) => void = () => undefined,
): Promise<string> {
  const { context } = world
  const providerId = await world.providerId()
  const scopes = (await makeGetConsent(context)(providerId, 'en')).scopes.map(scope => scope.value)
  const inputs = { tenant: 'localhost' }
  const attempt = { providerId, scopes, inputs, purpose: 'new', mode: 'popup' } as const
  const { id } = await makeStartAttempt(context)(SESSION, attempt)
  const { redirectTo } = await makeBeginAttempt(context)(SESSION, id)
  if (redirectTo.startsWith(`${PUBLIC_URL}/oauth/device/`)) await watchDevice(world, id)
  else if (!redirectTo.startsWith(PUBLIC_URL)) {
    const back = await provider.signIn(redirectTo)
    if ('wrong' in back) throw new WalkFailure(`the login page says: ${back.wrong}`)
    const callback = new URL(back.to)
    change(callback)
    const query = callback.search.slice(1)
    await makeFinishAttempt(context)(SESSION, { connector: 'depot-cloud', slug: 'depot', query })
  }
  const row = await context.store.attempts.get(id)
  if (row?.status !== 'granted') throw new WalkFailure(row?.error?.detail ?? `the attempt is ${row?.status}`)
  return id
}

/** Waits as the page does that shows the code. */
async function watchDevice({ context, clock }: LoginWorld, id: string): Promise<void> {
  const watch = makeWatchDevice(context)
  for (let i = 0; i < 10; i++) {
    const view = await watch(SESSION, id)
    if ('redirectTo' in view) return
    clock.shift += view.again * 1000
  }
}
