import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Credential, CredentialRequest } from '#shared/contract/credentials.ts'
import type { AppContext } from '../context.ts'
import { type LoginWorld, openLoginWorld, refusalOf } from './fixtures/login-world.ts'
import { makeReadLoginToken } from './read-login-token.ts'

const HOUR = 3_600_000

let world: LoginWorld
let id: string

beforeEach(async () => {
  world = await openLoginWorld()
  await world.load()
  id = await world.addLogin()
  world.provider.tokenRequests.length = 0
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

async function read(
  request: Partial<CredentialRequest> = {},
  context: AppContext = world.context,
): Promise<Credential> {
  const row = await context.store.accounts.get(id)
  if (!row) throw new Error('no login')
  return makeReadLoginToken(context)(row, { id, ...request })
}

const stateOf = async () => (await world.context.store.accounts.get(id))?.state
const grantOf = async () => world.context.store.grants.byLogin(id, world.context.owner.userId)

describe('reading a token', () => {
  it('answers at once, without a promise and without a request, while the token is fresh and was read before', async () => {
    const row = await world.context.store.accounts.get(id)
    if (!row) throw new Error('no login')
    await makeReadLoginToken(world.context)(row, { id })
    expect(makeReadLoginToken(world.context)(row, { id })).toMatchObject({ value: 'canary-access-2' })
    expect(world.provider.tokenRequests).toEqual([])
  })

  it('renews a token that is due, and uses the new refresh token the next time', async () => {
    world.clock.shift = HOUR
    expect(await read()).toMatchObject({ value: 'canary-access-3', credVersion: 2 })
    world.clock.shift = 2 * HOUR
    expect(await read()).toMatchObject({ value: 'canary-access-4', credVersion: 3 })
    expect(world.provider.tokenRequests.map(form => form.get('refresh_token'))).toEqual([
      'canary-refresh-2',
      'canary-refresh-3',
    ])
  })

  it('renews earlier for a caller who needs longer', async () => {
    world.clock.shift = HOUR / 2
    expect(await read({ minTtl: 60 })).toMatchObject({ credVersion: 1 })
    expect(await read({ minTtl: 2400 })).toMatchObject({ credVersion: 2 })
  })

  it('6750-2: renews a token that an API rejected, but only while it is still the stored one', async () => {
    expect(await read({ rejectedVersion: 1 })).toMatchObject({ credVersion: 2 })
    expect(await read({ rejectedVersion: 1 })).toMatchObject({ credVersion: 2 })
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it('hands out a short-lived token instead of renewing it for ever', async () => {
    world.provider.life = 20
    world.clock.shift = HOUR
    expect(await read()).toMatchObject({ credVersion: 2 })
    expect(await read()).toMatchObject({ credVersion: 2 })
  })

  it('asks nothing when the tokens were renewed between its first look and its lease', async () => {
    const stale = await grantOf()
    world.clock.shift = HOUR
    await read()
    const { store } = world.context
    let looks = 0
    const get = (grantId: string) => (looks++ === 0 ? Promise.resolve(stale) : store.grants.get(grantId))
    const grants = { ...store.grants, get, byLogin: async () => stale, byLoginHot: () => stale }
    const late = { ...world.context, store: { ...store, grants } }
    expect(await read({}, late)).toMatchObject({ value: 'canary-access-3', credVersion: 2 })
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it('R-1 asks the service once for 16 readers in two processes', async () => {
    const other = await world.another()
    world.clock.shift = HOUR
    world.provider.slow = 120
    const readers = Array.from({ length: 16 }, (_, i) => read({}, i % 2 === 0 ? world.context : other))
    const answers = await Promise.all(readers)
    expect(new Set(answers.map(answer => answer.value))).toEqual(new Set(['canary-access-3']))
    expect(world.provider.tokenRequests).toHaveLength(1)
  })
})

describe('a failed renewal', () => {
  it('needs a new sign-in when the service says invalid_grant, and asks no second time', async () => {
    world.clock.shift = HOUR
    world.provider.revokeAll()
    const error = await refusalOf(read())
    expect([error.code, error.next]).toEqual(['needs_reconnect', { reconnect: id }])
    expect(await stateOf()).toBe('needs reconnect')
    expect((await refusalOf(read())).code).toBe('needs_reconnect')
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it.each([
    [{ status: 503 }, 'temporarily_unavailable'],
    [{ status: 429 }, 'temporarily_unavailable'],
    [{ status: 503, body: '{"error":"invalid_grant"}' }, 'temporarily_unavailable'],
    [{ body: '<html>Sign in</html>' }, 'temporarily_unavailable'],
    [{ status: 401, body: '{"error":"invalid_client","error_description":"canary-secret"}' }, 'token_refused'],
  ])('never costs a login its state when the answer is %j', async (fault, code) => {
    world.clock.shift = HOUR
    world.provider.faults.push(fault)
    expect((await refusalOf(read())).code).toBe(code)
    expect(await stateOf()).toBe('failing')
    expect((await grantOf())?.status).toBe('failing')
    const later = await refusalOf(read())
    expect([later.code, (later.retryAfter ?? 0) >= 1]).toEqual(['temporarily_unavailable', true])
    expect(world.provider.tokenRequests).toHaveLength(1)
    world.clock.shift = 2 * HOUR
    expect(await read()).toMatchObject({ credVersion: 2 })
    expect([await stateOf(), (await grantOf())?.failCount]).toEqual(['ok', 0])
  })

  it('repeats nothing of ours that the service says, whichever of it that is', async () => {
    world.document['oauth2_ext'] = { refresh_grace_seconds: 2 * 3600, keep: ['site'] }
    const claims = { id_token: 'canary-identity', site: 'canary-site' }
    world.clock.shift = HOUR
    const tokens = { access_token: 'canary-a', refresh_token: 'canary-new', expires_in: 600, ...claims }
    world.provider.faults.push({ body: JSON.stringify(tokens) })
    await read()
    world.clock.shift = 2 * HOUR
    const words = 'canary-identity canary-site canary-refresh-2 canary-new'
    world.provider.faults.push({
      status: 401,
      body: JSON.stringify({ error: 'invalid_client', error_description: words }),
    })
    expect((await refusalOf(read())).detail).toContain('•••')
    expect(JSON.stringify(await world.context.store.accounts.get(id))).not.toContain('canary')
  })

  it('serves the old token while it lives', async () => {
    world.clock.shift = HOUR - 120_000
    world.provider.faults.push({ status: 500 })
    expect(await read()).toMatchObject({ value: 'canary-access-2', credVersion: 1 })
    expect(await stateOf()).toBe('ok')
  })

  it('sends the same refresh token once more when the connection broke, and believes the second answer', async () => {
    world.clock.shift = HOUR
    world.provider.faults.push({ hangUp: true })
    expect(await read()).toMatchObject({ value: 'canary-access-3' })
    expect(world.provider.tokenRequests).toHaveLength(2)
  })

  it('says that access is over when there never was a refresh token', async () => {
    world.document['oauth2_ext'] = { refresh: 'none' }
    world.clock.shift = HOUR - 60_000
    expect(await read({ minTtl: 300 })).toMatchObject({ value: 'canary-access-2' })
    world.clock.shift = HOUR
    expect((await refusalOf(read())).code).toBe('needs_reconnect')
    expect(world.provider.tokenRequests).toEqual([])
  })
})

describe('an answer that was received is never lost', () => {
  /** A process that dies after the journal was written and before the tokens are. */
  function dying(context: AppContext): AppContext {
    const { store } = context
    const apply = () => Promise.reject(new Error('killed'))
    return { ...context, store: { ...store, grants: { ...store.grants, apply } } }
  }

  it('R-2 is taken up from the journal without another request', async () => {
    world.clock.shift = HOUR
    await expect(read({}, dying(world.context))).rejects.toThrow('killed')
    expect(await read()).toMatchObject({ value: 'canary-access-3', credVersion: 2 })
    expect(world.provider.tokenRequests).toHaveLength(1)
    expect(await world.context.store.journal.unapplied()).toEqual([])
  })

  it('is journaled encrypted', async () => {
    world.clock.shift = HOUR
    await expect(read({}, dying(world.context))).rejects.toThrow('killed')
    const [row] = await world.context.store.journal.unapplied()
    expect(row?.answer.length).toBeGreaterThan(100)
    expect(Buffer.from(row?.answer ?? []).toString('latin1')).not.toContain('canary')
  })

  it('stays in the journal when it cannot be read, until the config can read it', async () => {
    world.clock.shift = HOUR
    world.provider.faults.push({ commit: true, body: '{"data":{"token":"canary-odd","life":3600}}' })
    expect((await refusalOf(read())).code).toBe('temporarily_unavailable')
    expect(await world.context.store.journal.unapplied()).toHaveLength(1)
    world.document['oauth2_ext'] = { fields: { access_token: '/data/token', expires_in: '/data/life' } }
    world.clock.shift = HOUR + 20 * 60_000
    expect(await read()).toMatchObject({ value: 'canary-odd', credVersion: 2 })
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it('uses the refresh token before, within its time of grace, when the new one is refused', async () => {
    world.document['oauth2_ext'] = { refresh_grace_seconds: 2 * 3600 }
    world.clock.shift = HOUR
    const body = JSON.stringify({ access_token: 'canary-a', refresh_token: 'canary-never-works', expires_in: 600 })
    world.provider.faults.push({ body })
    expect(await read()).toMatchObject({ value: 'canary-a' })
    world.clock.shift = HOUR + 15 * 60_000
    expect(await read()).toMatchObject({ value: 'canary-access-3', credVersion: 3 })
  })

  it('asks again later when the server is in trouble just as the refresh token before is tried', async () => {
    world.document['oauth2_ext'] = { refresh_grace_seconds: 2 * 3600 }
    world.clock.shift = HOUR
    const body = JSON.stringify({ access_token: 'canary-a', refresh_token: 'canary-never-works', expires_in: 600 })
    world.provider.faults.push({ body })
    expect(await read()).toMatchObject({ value: 'canary-a' })
    const refused = { status: 400, body: '{"error":"invalid_grant"}' }
    world.provider.faults.push(refused, { status: 503, body: '' })
    world.clock.shift = HOUR + 15 * 60_000
    expect((await refusalOf(read())).code).toBe('temporarily_unavailable')
    expect(await stateOf()).toBe('failing')
    world.clock.shift = HOUR + 30 * 60_000
    expect(await read()).toMatchObject({ value: 'canary-access-3', credVersion: 3 })
  })

  it('lets a fenced process write nothing', async () => {
    world.clock.shift = HOUR
    const { store } = world.context
    const slowed: AppContext = {
      ...world.context,
      fetch: async request => {
        const answer = await world.context.fetch(request)
        const grant = await grantOf()
        if (!grant) throw new Error('no grant')
        await store.grants.replace({ ...grant, credVersion: grant.credVersion, cred: grant.cred })
        return answer
      },
    }
    await read({}, slowed).catch(() => undefined)
    expect((await grantOf())?.credVersion).toBe(2)
    expect(await store.journal.unapplied()).toHaveLength(1)
  })
})
