import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewAttempt } from '#shared/contract/logins.ts'
import { makeAddLogin } from './add-login.ts'
import { makeBeginAttempt } from './begin-attempt.ts'
import { type LoginWorld, openLoginWorld, PUBLIC_URL, refusalOf, SESSION } from './fixtures/login-world.ts'
import { makeGetAttempt } from './get-attempt.ts'
import { makeReadLoginToken } from './read-login-token.ts'
import { makeStartAttempt } from './start-attempt.ts'
import { makeWatchDevice } from './watch-device.ts'

const CODE = {
  device_code: 'canary-device',
  user_code: 'WDJB-MJHT',
  verification_uri: 'https://id.depot.example/device',
  expires_in: 600,
}

let world: LoginWorld
let id: string

beforeEach(async () => {
  world = await openLoginWorld()
  world.document['oauth2_auth_url'] = ''
  world.document['oauth2_ext'] = { grant: 'device_code', device: { url: '/device' } }
  world.provider.steps['/device'] = [{ body: CODE }]
  await world.load()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

const watch = (session = SESSION) => makeWatchDevice(world.context)(session, id)
const over = () => ({ redirectTo: `${PUBLIC_URL}/oauth/done/${id}` })
const status = () => makeGetAttempt(world.context)(SESSION, id, 'en')
const later = (seconds: number) => {
  world.clock.shift += seconds * 1000
}

async function begin(): Promise<string> {
  const providerId = await world.providerId()
  const body: NewAttempt = { providerId, scopes: ['read'], inputs: {}, purpose: 'new', mode: 'popup' }
  id = (await makeStartAttempt(world.context)(SESSION, body)).id
  return (await makeBeginAttempt(world.context)(SESSION, id)).redirectTo
}

describe('a sign-in by a code on another device', () => {
  it('8628-1: shows the code, asks when the interval is over and not before, and ends in a login that renews', async () => {
    expect(await begin()).toBe(`${PUBLIC_URL}/oauth/device/${id}`)
    const view = { title: 'Depot Cloud', userCode: 'WDJB-MJHT', page: CODE.verification_uri, again: 5 }
    expect(await watch()).toEqual(view)
    world.provider.faults.push({ status: 400, body: '{"error":"authorization_pending"}' })
    expect(await watch()).toMatchObject({ userCode: 'WDJB-MJHT' })
    expect(world.provider.tokenRequests).toEqual([])
    later(5)
    expect(await watch()).toEqual(view)
    later(5)
    expect(await watch()).toEqual(over())
    expect(world.provider.tokenRequests).toHaveLength(2)
    expect(await status()).toMatchObject({ status: 'granted' })
    const { id: login } = await makeAddLogin(world.context)(SESSION, { attemptId: id, label: 'Depot1', inputs: {} })
    later(3600)
    const row = await world.context.store.accounts.get(login)
    expect(row && (await makeReadLoginToken(world.context)(row, { id: login }))).toMatchObject({ credVersion: 2 })
    expect(world.provider.tokenRequests.at(-1)?.get('grant_type')).toBe('refresh_token')
  })

  it('8628-1: slows down for good when told to, and when nobody answers', async () => {
    await begin()
    await watch()
    world.provider.faults.push({ status: 400, body: '{"error":"slow_down"}' }, { hangUp: true })
    later(5)
    expect(await watch()).toMatchObject({ again: 10 })
    later(10)
    expect(await watch()).toMatchObject({ again: 20 })
  })

  it('asks once for two windows that look at the same time', async () => {
    await begin()
    await watch()
    later(5)
    expect(await Promise.all([watch(), watch()])).toEqual([over(), over()])
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it('8628-1: stops when the person says no or the code is over', async () => {
    for (const error of ['access_denied', 'expired_token']) {
      await begin()
      await watch()
      world.provider.faults.push({ status: 400, body: JSON.stringify({ error }) })
      later(5)
      expect(await watch()).toEqual(over())
      expect(await status()).toMatchObject({ status: 'failed', error: { code: 'token_refused' } })
    }
    await begin()
    await watch()
    later(601)
    expect(await watch()).toEqual(over())
    expect(await status()).toMatchObject({ status: 'expired' })
  })

  it('shows nothing to another session, and says why a service gave no code', async () => {
    await begin()
    expect((await refusalOf(watch({ ...SESSION, sessionHash: 'b'.repeat(64) }))).code).toBe('not_found')
    world.provider.steps['/device'] = [{ status: 401, body: { error: 'invalid_client' } }]
    expect(await begin()).toBe(`${PUBLIC_URL}/oauth/done/${id}`)
    expect(await status()).toMatchObject({ status: 'failed', error: { code: 'token_refused' } })
  })
})
