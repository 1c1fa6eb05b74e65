import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewAttempt } from '#shared/contract/logins.ts'
import { makeAddLogin } from './add-login.ts'
import { makeBeginAttempt } from './begin-attempt.ts'
import { type LoginWorld, openLoginWorld, PUBLIC_URL, refusalOf, SESSION } from './fixtures/login-world.ts'
import { makeGetConsent } from './get-consent.ts'
import { makeReadLoginToken } from './read-login-token.ts'
import { makeStartAttempt } from './start-attempt.ts'

const HOUR = 3_600_000

let world: LoginWorld

beforeEach(async () => {
  world = await openLoginWorld()
  world.document['oauth2_auth_url'] = ''
  world.document['oauth2_ext'] = { grant: 'client_credentials' }
  await world.load()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

async function start(changes: Partial<NewAttempt> = {}): Promise<string> {
  const providerId = await world.providerId()
  const body: NewAttempt = { providerId, scopes: ['read'], inputs: {}, purpose: 'new', mode: 'popup', ...changes }
  return (await makeStartAttempt(world.context)(SESSION, body)).id
}

const begin = (id: string, session = SESSION) => makeBeginAttempt(world.context)(session, id)
const rowOf = (id: string) => world.context.store.attempts.get(id)

async function addLogin(): Promise<string> {
  const attemptId = await start()
  await begin(attemptId)
  return (await makeAddLogin(world.context)(SESSION, { attemptId, label: 'App', inputs: {} })).id
}

async function read(id: string) {
  const row = await world.context.store.accounts.get(id)
  if (!row) throw new Error('no login')
  return makeReadLoginToken(world.context)(row, { id })
}

describe('a login of an application for itself', () => {
  it('names the host that is asked, on the consent page', async () => {
    const { host } = await makeGetConsent(world.context)(await world.providerId(), 'en')
    expect(host).toBe(new URL(world.provider.origin).host)
  })

  it('fetches its tokens at once, and sends the browser nowhere but to our own page', async () => {
    const id = await start()
    expect(await begin(id)).toEqual({ redirectTo: `${PUBLIC_URL}/oauth/done/${id}` })
    expect((await rowOf(id))?.status).toBe('granted')
    expect(world.provider.tokenRequests.map(form => [form.get('grant_type'), form.get('scope')])).toEqual([
      ['client_credentials', 'read'],
    ])
  })

  it('goes back to where it began, without a window', async () => {
    const id = await start({ mode: 'page', returnPath: '/logins' })
    expect(await begin(id)).toEqual({ redirectTo: `${PUBLIC_URL}/logins` })
  })

  it('is begun once, in its own session only', async () => {
    const id = await start()
    expect((await refusalOf(begin(id, { ...SESSION, sessionHash: 'b'.repeat(64) }))).code).toBe('other_session')
    const tries = await Promise.allSettled([begin(id), begin(id), begin(id)])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it('is added, read, and renewed by the same grant', async () => {
    const id = await addLogin()
    expect(await read(id)).toMatchObject({ value: 'canary-access-1', credVersion: 1 })
    world.clock.shift = HOUR
    expect(await read(id)).toMatchObject({ value: 'canary-access-2', credVersion: 2 })
    expect(world.provider.tokenRequests.map(form => form.get('grant_type'))).toEqual([
      'client_credentials',
      'client_credentials',
    ])
  })

  it('never needs a new sign-in because the service is away', async () => {
    const id = await addLogin()
    world.clock.shift = HOUR
    world.provider.faults.push({ status: 503 })
    expect((await refusalOf(Promise.resolve(read(id)))).code).toBe('temporarily_unavailable')
    world.clock.shift = 2 * HOUR
    expect(await read(id)).toMatchObject({ credVersion: 2 })
  })

  it('ends with a reason when the service refuses, and repeats no secret', async () => {
    const id = await start()
    const said = { error: 'invalid_client', error_description: 'bad secret canary-secret' }
    world.provider.faults.push({ status: 401, body: JSON.stringify(said) })
    await begin(id)
    const row = await rowOf(id)
    expect(row).toMatchObject({ status: 'failed', error: { code: 'token_refused' } })
    expect(row?.error?.detail).not.toContain('canary')
  })
})
