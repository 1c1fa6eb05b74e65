import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeFinishAttempt } from './finish-attempt.ts'
import { type LoginWorld, openLoginWorld, SESSION } from './fixtures/login-world.ts'

let world: LoginWorld

beforeEach(async () => {
  world = await openLoginWorld()
  world.document['oauth2_ext'] = { par: { url: '/par' } }
  await world.load()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

it('9126-1: sends the browser on with a reference, and the sign-in holds by what was sent ahead', async () => {
  world.provider.steps['/par'] = [{ status: 201, body: { request_uri: 'urn:example:1', expires_in: 60 } }]
  const { loginUrl, attemptId } = await world.reachCallback()
  expect(Object.fromEntries(new URL(loginUrl).searchParams)).toEqual({ client_id: 'abc', request_uri: 'urn:example:1' })
  const [ahead] = world.provider.stepRequests
  const query = world.provider.signIn(`${new URL(loginUrl).origin}/authorize?${ahead}`)
  await makeFinishAttempt(world.context)(SESSION, { connector: 'depot-cloud', slug: 'depot', query })
  expect((await world.context.store.attempts.get(attemptId))?.status).toBe('granted')
})

it('9126-1: ends the attempt with the reason when the service takes no parameters', async () => {
  world.provider.steps['/par'] = [
    { status: 401, body: { error: 'invalid_client', error_description: 'canary-secret?' } },
  ]
  const { loginUrl, attemptId } = await world.reachCallback()
  expect(new URL(loginUrl).pathname).toBe(`/oauth/done/${attemptId}`)
  const row = await world.context.store.attempts.get(attemptId)
  expect(row).toMatchObject({ status: 'failed', error: { code: 'token_refused' } })
  expect(JSON.stringify(row?.error)).not.toContain('canary')
})
