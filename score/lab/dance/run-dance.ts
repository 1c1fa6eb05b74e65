import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { DeviceView } from '#app/app.ts'
import { makeDeleteAccount } from '#app/delete-account.ts'
import { makeAddLogin } from '#app/logins/add-login.ts'
import { makeBeginAttempt } from '#app/logins/begin-attempt.ts'
import { makeFinishAttempt } from '#app/logins/finish-attempt.ts'
import { type LoginWorld, openLoginWorld, PUBLIC_URL, SESSION } from '#app/logins/fixtures/login-world.ts'
import { makeGetConsent } from '#app/logins/get-consent.ts'
import { makeReadLoginToken } from '#app/logins/read-login-token.ts'
import { makeStartAttempt } from '#app/logins/start-attempt.ts'
import { makeTestLogin } from '#app/logins/test-login.ts'
import { makeWatchDevice } from '#app/logins/watch-device.ts'
import type { Dance, Peer, Step } from './peer.ts'

const CALLBACK = { connector: 'depot-cloud', slug: 'depot' }
const READERS = 8
const MOST_LOOKS = 6

export interface DanceResult {
  step: string
  /** Empty: it worked. */
  why: string
}

/** The whole life of a login at a server of somebody else, step by step; a step that fails ends the dance. */
export async function runDance(openPeer: (world: LoginWorld) => Promise<Peer>): Promise<DanceResult[]> {
  const world = await openLoginWorld()
  const peer = await openPeer(world).catch(async error => {
    await world.close()
    throw error
  })
  const dance = makeDance(world, peer)
  const results: DanceResult[] = []
  try {
    for (const key of Object.keys(world.document)) delete world.document[key]
    Object.assign(world.document, peer.document)
    for (const step of stepsOf(peer)) {
      const why = await step.run(dance).then(
        () => '',
        (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0] || 'it failed',
      )
      results.push({ step: step.name, why })
      if (why !== '') break
    }
  } finally {
    await peer.close()
    await world.close()
  }
  return results
}

function makeDance(world: LoginWorld, peer: Peer): Dance {
  const row = async () => {
    const account = await world.context.store.accounts.get(dance.loginId)
    assert.ok(account, 'the login is gone')
    return account
  }
  const dance: Dance = {
    peer,
    world,
    loginId: '',
    read: async (rejectedVersion, call) => {
      const want = rejectedVersion === undefined ? {} : { rejectedVersion }
      return makeReadLoginToken(world.context)(await row(), { id: dance.loginId, ...want, ...(call ? { call } : {}) })
    },
    test: async () => makeTestLogin(world.context)(await row(), 'en'),
  }
  return dance
}

/** Starts a sign-in and says what became of it where the server refuses the very first request. */
export async function startRefused({ world }: Dance): Promise<string | undefined> {
  const { context } = world
  const attempt = { inputs: {}, purpose: 'new', mode: 'popup' } as const
  const { id } = await makeStartAttempt(context)(SESSION, {
    ...attempt,
    scopes: [],
    providerId: await world.providerId(),
  })
  await makeBeginAttempt(context)(SESSION, id)
  return (await context.store.attempts.get(id))?.status
}

/** From the start to the callback; the attempt as it stands then. */
async function signIn({ world, peer }: Pick<Dance, 'world' | 'peer'>, step: 'allow' | 'cancel' = 'allow') {
  const { context } = world
  const providerId = await world.providerId()
  const scopes = (await makeGetConsent(context)(providerId, 'en')).scopes.map(scope => scope.value)
  const attempt = { providerId, scopes, inputs: {}, purpose: 'new', mode: 'popup' } as const
  const { id } = await makeStartAttempt(context)(SESSION, attempt)
  const { redirectTo } = await makeBeginAttempt(context)(SESSION, id)
  if (peer.enterCode && redirectTo === `${PUBLIC_URL}/oauth/device/${id}`) {
    await byCode(world, id, view => peer.enterCode?.(view, step))
  } else {
    await makeFinishAttempt(context)(SESSION, { ...CALLBACK, query: await peer.visit(redirectTo, step) })
  }
  const row = await context.store.attempts.get(id)
  assert.ok(row, 'the attempt is gone')
  return row
}

/** Looks as our own page does, until there is no code to be shown any more. */
async function byCode(world: LoginWorld, id: string, enter: (view: DeviceView) => Promise<void> | undefined) {
  const watch = () => makeWatchDevice(world.context)(SESSION, id)
  let entered = false
  for (let view = await watch(), i = 0; !('redirectTo' in view) && i < MOST_LOOKS; i++) {
    if (!entered && i > 0) await enter(view)
    entered = i > 0
    world.clock.shift += view.again * 1000
    view = await watch()
  }
}

function stepsOf({ document, cancels, isActive, more }: Peer): Step[] {
  const isOAuth1 = document['oauth_type'] === 'OAuth1'
  return [
    { name: 'its config loads', run: async ({ world, peer }) => void (await world.load(peer.values)) },
    ...(cancels ? [isTold(cancels)] : []),
    SIGN_IN,
    PROVE,
    ...(isOAuth1 ? [] : [RENEW]),
    ...more,
    ...(isActive ? [END] : []),
  ]
}

function isTold(code: string): Step {
  return {
    name: 'a person who says no is told so',
    async run(dance) {
      const { status, error } = await signIn(dance, 'cancel')
      assert.deepEqual([status, error?.code], ['failed', code])
    },
  }
}

const SIGN_IN: Step = {
  name: 'a person signs in, and the login knows whose account it is',
  async run(dance) {
    const { id, status, error } = await signIn(dance)
    assert.equal(status, 'granted', error?.detail ?? `the attempt is ${status}`)
    const login = await makeAddLogin(dance.world.context)(SESSION, { attemptId: id, label: 'Depot1', inputs: {} })
    dance.loginId = login.id
    assert.deepEqual([login.state, login.account], ['ok', dance.peer.account])
  },
}

const PROVE: Step = {
  name: 'the token works',
  async run({ test }) {
    const { ok, message } = await test()
    assert.ok(ok, message)
  },
}

const RENEW: Step = {
  name: `the token is renewed once for ${READERS} readers, and the new one works`,
  async run({ read, test }) {
    const first = await read()
    const readers = Array.from({ length: READERS }, () => read(first.credVersion))
    const renewed = await Promise.all(readers)
    const versions = new Set(renewed.map(one => one.credVersion))
    // Where more is asked after it, a renewal is written in two steps.
    assert.ok(versions.size === 1 && !versions.has(first.credVersion), `versions ${[...versions]}`)
    assert.equal(new Set(renewed.map(one => one.value)).size, 1)
    assert.notEqual(renewed[0]?.value, first.value)
    const { ok, message } = await test()
    assert.ok(ok, message)
  },
}

const END: Step = {
  name: 'the server ends the token when the login is deleted',
  async run({ peer, world, read, loginId }) {
    const token = String((await read()).value)
    assert.equal(await peer.isActive?.(token), true, 'the token is not active before')
    await makeDeleteAccount(world.context)(loginId)
    // Nobody waits for the revocation: it goes on when the login is gone.
    for (let i = 0; i < 100 && (await peer.isActive?.(token)); i++) await pause(50)
    assert.equal(await peer.isActive?.(token), false, 'the token is still active')
  },
}
