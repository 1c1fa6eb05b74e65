import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusalOf, SESSION } from '#app/logins/fixtures/login-world.ts'
import { walkLogin } from '../../score/lab/oauth/walk-login.ts'
import { LIFE } from '../faulty-provider/faulty-server.ts'
import type { Switch } from '../faulty-provider/switches.ts'
import { type FaultyWorld, openFaultyWorld } from './open-faulty-world.ts'

let faulty: FaultyWorld

beforeEach(async () => {
  faulty = await openFaultyWorld()
  await faulty.load()
})

afterEach(async () => {
  expect(faulty.world.logged()).not.toContain('canary-')
  await faulty.close()
})

/** The answer, its class (oauth.md §11.3), and what a person reads of it. */
const ANSWERS: [name: Switch, failClass: string, words: RegExp][] = [
  ['html', 'transient', /gave no token \(http_502\)/],
  ['xml', 'transient', /gave no token \(html_page\)/],
  ['empty', 'transient', /gave no token \(no_token\)/],
  ['huge', 'unknown', /is larger than 1 MiB/],
  ['gzip_bomb', 'unknown', /is larger than 1 MiB/],
  ['slow', 'unknown', /gave no answer in time/],
  ['error_in_200', 'transient', /\(ratelimited\).*Too many/],
  ['redirect_307', 'transient', /gave no token \(http_307\)/],
  ['status_429', 'transient', /gave no token \(http_429\)/],
  ['status_503', 'transient', /gave no token \(http_503\)/],
]
const NEXT_STEP = /[Tt]ry again/

const accounts = async () => {
  const { store, owner } = faulty.world.context
  return (await store.accounts.list({ workspaceId: owner.workspaceId, limit: 10 })).items
}
const stateOf = async (id: string) => (await faulty.world.context.store.accounts.get(id))?.state

describe('an answer that is no answer', () => {
  it.each(ANSWERS)('%s: the old token serves until it ends, and nobody has to sign in again', async (...row) => {
    const [name, failClass, words] = row
    const { world, provider } = faulty
    const walk = await walkLogin(world, provider)
    const { value } = await walk.read()
    walk.wait(LIFE - 40)
    provider.on.add(name)
    await walk.keepFresh()
    expect(await world.context.store.grants.byLogin(walk.loginId, SESSION.userId)).toMatchObject({
      failClass,
      reason: expect.stringMatching(words),
      status: 'failing',
    })
    expect((await walk.read()).value).toBe(value)
    expect(await stateOf(walk.loginId)).toBe('ok')

    walk.wait(41)
    provider.on.add(name)
    const refusal = await refusalOf(walk.read())
    expect([refusal.code, await stateOf(walk.loginId)]).toEqual(['temporarily_unavailable', 'failing'])
    expect(refusal.detail).toMatch(words)
    expect(refusal.detail).toMatch(NEXT_STEP)
    // A service that did not answer did not say anything.
    expect(/It said/.test(refusal.detail)).toBe(name === 'error_in_200')

    provider.on.delete(name)
    walk.wait(3_600)
    const renewed = await walk.read()
    expect(provider.isGood(String(renewed.value))).toBe(true)
    expect(await stateOf(walk.loginId)).toBe('ok')
    expect(provider.requests).not.toContain('POST /thief')
  })

  it.each(ANSWERS)(
    '%s: ends a sign-in with a reason and a next step, and nothing is stored',
    async (name, _, words) => {
      const { world, provider } = faulty
      provider.on.add(name)
      await expect(walkLogin(world, provider)).rejects.toThrow(words)
      provider.on.add(name)
      await expect(walkLogin(world, provider)).rejects.toThrow(NEXT_STEP)
      expect(await accounts()).toHaveLength(0)
      provider.on.delete(name)
      const walk = await walkLogin(world, provider)
      expect([await stateOf(walk.loginId), (await accounts()).length]).toEqual(['ok', 1])
    },
  )

  it('a lost answer is asked for again at once, and a server with a grace period costs nobody a login', async () => {
    const { world, provider } = faulty
    provider.on.add('rotate_grace')
    await faulty.load({ oauth2_ext: { account: { id: '/sub' }, refresh_grace_seconds: 600 } })
    const walk = await walkLogin(world, provider)
    walk.wait(LIFE + 1)
    provider.on.add('drop_after_commit')
    expect(provider.isGood(String((await walk.read()).value))).toBe(true)
    expect(await stateOf(walk.loginId)).toBe('ok')
  })

  it('a withdrawn consent is told as what it is, once, and is not asked for again', async () => {
    const { world, provider } = faulty
    const walk = await walkLogin(world, provider)
    walk.wait(LIFE + 1)
    provider.on.add('revoked')
    expect((await refusalOf(walk.read())).code).toBe('needs_reconnect')
    const asked = provider.requests.length
    expect((await refusalOf(walk.read())).code).toBe('needs_reconnect')
    expect(provider.requests).toHaveLength(asked)
  })
})
