import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Credential } from '#shared/contract/credentials.ts'
import type { JsonObject } from '#shared/json.ts'
import { sealAttemptGrant } from './attempt-secrets.ts'
import { type LoginWorld, openLoginWorld, refusalOf, SESSION } from './fixtures/login-world.ts'
import { makeGetAttempt } from './get-attempt.ts'
import { openTokens } from './grant-tokens.ts'
import { makeReadLoginToken } from './read-login-token.ts'
import { prepareRevocation } from './revoke-tokens.ts'

const HOUR = 3_600_000

let world: LoginWorld

beforeEach(async () => {
  world = await openLoginWorld()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

async function load(ext: JsonObject): Promise<void> {
  world.document['oauth2_ext'] = ext
  const { lines } = await world.load()
  expect(lines.map(line => line.outcome)).toEqual(['created'])
}

async function read(id: string, rejectedVersion?: number): Promise<Credential> {
  const row = await world.context.store.accounts.get(id)
  if (!row) throw new Error('no login')
  return makeReadLoginToken(world.context)(row, { id, ...(rejectedVersion === undefined ? {} : { rejectedVersion }) })
}

const session = (count: number, life = 3600) => ({
  body: { access_token: `canary-session-${count}`, token_type: 'bearer', expires_in: life },
})
const EXCHANGE = { url: '/session', data: ['{"token":"{access_token}"}'], when: 'always' }

describe('exchange', () => {
  beforeEach(() => {
    world.provider.validateStatus = 200
  })

  it('keeps the second token, and makes it anew with every renewal', async () => {
    await load({ exchange: EXCHANGE })
    world.provider.steps['/session'] = [session(1), session(2)]
    const id = await world.addLogin()
    expect(await read(id)).toMatchObject({ value: 'canary-session-1', credVersion: 1 })
    world.clock.shift = HOUR
    expect(await read(id)).toMatchObject({ value: 'canary-session-2', credVersion: 3 })
    expect(world.provider.stepRequests.map(asked => asked.get('token'))).toEqual(['canary-access-2', 'canary-access-3'])
    world.clock.shift = 2 * HOUR
    expect(await read(id)).toMatchObject({ value: 'canary-session-2' })
    expect(world.provider.tokenRequests.map(form => form.get('refresh_token'))).toEqual([
      null,
      'canary-refresh-2',
      'canary-refresh-3',
    ])
  })

  it('ends a sign-in whose exchange is refused, unless the first token will do', async () => {
    await load({ exchange: EXCHANGE })
    world.provider.steps['/session'] = [{ status: 400, body: { error: 'canary', error_description: 'No session' } }]
    const failed = await world.signIn()
    expect(failed).toMatchObject({ status: 'failed' })
    expect(JSON.stringify(failed.error)).toContain('No session')
    world.document['oauth2_ext'] = { exchange: { ...EXCHANGE, on_failure: 'keep' } }
    const id = await world.addLogin()
    expect(await read(id)).toMatchObject({ value: expect.stringContaining('canary-access') })
  })

  it('ends the first token of a sign-in whose exchange is refused', async () => {
    await load({ exchange: EXCHANGE, revoke: { url: '/revoke' } })
    world.provider.steps['/session'] = [{ status: 400, body: { error: 'no' } }]
    world.provider.steps['/revoke'] = [{ body: {} }]
    expect(await world.signIn()).toMatchObject({ status: 'failed' })
    const ended = world.provider.stepRequests.filter(asked => asked.get('path') === '/revoke')
    expect(ended.map(asked => asked.get('token'))).toEqual(['canary-refresh-2', 'canary-access-2'])
  })

  it('asks first who signed in, where the exchange says so, and ends the tokens of somebody else', async () => {
    const data = ['{"token":"{access_token}"}', '{"space":"{token.space}"}']
    await load({
      exchange: { ...EXCHANGE, data, keep: [] },
      userinfo: { url: '/profile', keep: ['space'] },
      account: { from: 'userinfo', id: '/id' },
    })
    world.provider.steps['/profile'] = [{ body: { space: 'hall-7', id: 'mklein' } }]
    world.provider.steps['/session'] = [session(1)]
    expect(await world.signIn()).toMatchObject({ status: 'granted' })
    expect(world.provider.stepRequests.map(asked => [asked.get('path'), asked.get('space')])).toEqual([
      ['/profile', null],
      ['/session', 'hall-7'],
      ['/profile', null],
    ])
  })

  it('serves the old token while a renewal stands half done, and goes on where it stood', async () => {
    await load({ exchange: EXCHANGE })
    world.provider.steps['/session'] = [session(1, 7200), { status: 503, body: {} }, session(2)]
    const id = await world.addLogin()
    expect(await read(id, 1)).toMatchObject({ value: 'canary-session-1' })
    const asked = world.provider.tokenRequests.length
    expect(await read(id)).toMatchObject({ value: 'canary-session-1' })
    world.clock.shift = 60_000
    expect(await read(id)).toMatchObject({ value: 'canary-session-2' })
    expect(world.provider.tokenRequests).toHaveLength(asked)
    expect(world.provider.stepRequests.at(-1)?.get('token')).toBe('canary-access-3')
  })

  it('asks for a first token anew when the exchange of the last one failed for long', async () => {
    await load({ exchange: EXCHANGE })
    const away = { status: 503, body: {} }
    world.provider.steps['/session'] = [session(1), away, away, session(2)]
    const id = await world.addLogin()
    world.clock.shift = HOUR
    expect((await refusalOf(read(id))).code).toBe('temporarily_unavailable')
    world.clock.shift = HOUR + 60_000
    expect((await refusalOf(read(id))).code).toBe('temporarily_unavailable')
    world.clock.shift = HOUR + 30 * 60_000
    expect(await read(id)).toMatchObject({ value: 'canary-session-2' })
    expect(world.provider.stepRequests.at(-1)?.get('token')).toBe('canary-access-4')
  })

  it('reads again what was answered before a crash, and asks only for the rest', async () => {
    await load({ exchange: EXCHANGE })
    world.provider.steps['/session'] = [session(1)]
    const { attemptId } = await world.reachCallback()
    const row = await world.context.store.attempts.takeForExchange(attemptId)
    if (!row) throw new Error('not taken')
    const bytes = new TextEncoder().encode(JSON.stringify({ access_token: 'canary-first', token_type: 'bearer' }))
    const raw = { status: 200, headers: {}, bytes, receivedAt: world.context.store.now() }
    const done = { ...raw, bytes: new TextEncoder().encode(JSON.stringify(session(7).body)) }
    const grant = sealAttemptGrant(world.context, row, { raw, captured: {}, answers: [done] })
    await world.context.store.attempts.finish(row.id, ['exchanging'], { status: 'exchanging', grant })
    world.clock.shift = 60_000
    expect(await makeGetAttempt(world.context)(SESSION, attemptId, 'en')).toMatchObject({ status: 'granted' })
    expect(world.provider.stepRequests).toEqual([])
  })
})

describe('also', () => {
  const SITE = {
    name: 'site',
    when: 'always',
    url: '/site',
    data: ['{"refresh_token":"{refresh_token}"}'],
    refresh_token_at: '/refresh_token',
  }
  const site = (count: number) => ({
    body: { access_token: `canary-site-${count}`, refresh_token: `canary-site-refresh-${count}`, expires_in: 3600 },
  })

  it('hands out a further token beside the main one, and renews both', async () => {
    await load({ also: [SITE] })
    world.provider.steps['/site'] = [site(1), site(2)]
    const id = await world.addLogin()
    const first = await read(id)
    expect(first).toMatchObject({ value: 'canary-access-2', auth: { tokens: { site: { value: 'canary-site-1' } } } })
    expect(JSON.stringify(first)).not.toContain('refresh')
    world.clock.shift = HOUR
    expect(await read(id)).toMatchObject({
      value: 'canary-access-3',
      auth: { tokens: { site: { value: 'canary-site-2' } } },
    })
    expect(world.provider.stepRequests.map(asked => asked.get('refresh_token'))).toEqual([
      'canary-refresh-2',
      'canary-site-refresh-1',
    ])
  })

  it('ends it with the login', async () => {
    await load({ also: [SITE], revoke: { url: '/revoke' } })
    world.provider.steps['/site'] = [site(1)]
    world.provider.steps['/revoke'] = [{ body: {} }]
    const id = await world.addLogin()
    const row = await world.context.store.accounts.get(id)
    await (row && (await prepareRevocation(world.context, row)))?.run()
    const ended = world.provider.stepRequests.flatMap(asked =>
      asked.get('path') === '/revoke' ? asked.get('token') : [],
    )
    expect(ended).toEqual(['canary-refresh-2', 'canary-access-2', 'canary-site-refresh-1', 'canary-site-1'])
  })

  it('goes on without one that is not required, and keeps the last one that came', async () => {
    await load({ also: [{ ...SITE, required: false }] })
    world.provider.steps['/site'] = [site(1), { status: 403, body: { error: 'access_denied' } }]
    const id = await world.addLogin()
    world.clock.shift = HOUR
    expect(await read(id)).toMatchObject({
      value: 'canary-access-3',
      auth: { tokens: { site: { value: 'canary-site-1' } } },
    })
    const grant = await world.context.store.grants.byLogin(id, world.context.owner.userId)
    expect(grant && openTokens(world.context, grant).unfinished).toBeUndefined()
  })
})
