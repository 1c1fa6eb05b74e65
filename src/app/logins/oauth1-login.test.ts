import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HotAccount } from '#store/types.ts'
import { type ClassicWorld, openClassicWorld } from './fixtures/classic-world.ts'
import { refusalOf } from './fixtures/login-world.ts'
import { openTokens } from './grant-tokens.ts'
import { makeReadLoginToken } from './read-login-token.ts'
import { prepareRevocation } from './revoke-tokens.ts'
import { makeTestLogin } from './test-login.ts'

let classic: ClassicWorld
let login: string

beforeEach(async () => {
  classic = await openClassicWorld()
  login = await classic.addLogin()
})

afterEach(async () => {
  expect(classic.world.logged()).not.toContain('canary')
  await classic.close()
})

async function row() {
  const found = await classic.world.context.store.accounts.get(login)
  if (!found) throw new Error('the login is gone')
  return found
}

const read = async (request = {}) =>
  makeReadLoginToken(classic.world.context)((await row()) as HotAccount, { id: login, ...request })

describe('a login of OAuth 1', () => {
  it('is handed out as key, token and token secret, never with the client secret', async () => {
    const { store } = classic.world.context
    const grant = await store.grants.byLoginHot(login, (await row()).ownerId)
    const stored = grant ? openTokens(classic.world.context, grant) : undefined
    const credential = await read()
    expect(credential).toEqual({
      kind: 'oauth1',
      value: { key: 'abc', access_token: stored?.accessToken, access_token_secret: stored?.oauth1?.tokenSecret },
      expiresAt: null,
      credVersion: 1,
      auth: { scope: 'parts.read', params: {}, account: 'Petra Planner' },
    })
    expect(stored?.oauth1?.tokenSecret.length).toBeGreaterThan(20)
    expect(JSON.stringify(credential)).not.toContain('canary')
  })

  it('is tested with a signed request, and its token ends at the service when it is deleted', async () => {
    const test = async () => makeTestLogin(classic.world.context)(await row(), 'en')
    expect(await test()).toMatchObject({ ok: true })
    await (await prepareRevocation(classic.world.context, await row()))?.run()
    expect(classic.requests.at(-1)).toBe('POST /classic/revoke')
    expect(await test()).toMatchObject({ ok: false, account: { state: 'needs reconnect' } })
  })

  it('needs a new sign-in when an API refuses its token, because it cannot be refreshed', async () => {
    expect((await refusalOf(read({ rejectedVersion: 1 }))).code).toBe('needs_reconnect')
    const { attemptId, loginUrl } = await classic.begin(login)
    await classic.finish(await classic.visit(loginUrl))
    expect((await classic.attempt(attemptId)).status).toBe('added')
    expect(await read()).toMatchObject({ kind: 'oauth1', credVersion: 2 })
  })

  it('asks before it changes to the account of somebody else', async () => {
    const { attemptId, loginUrl } = await classic.begin(login)
    await classic.finish(await classic.visit(loginUrl, 'allow', 'buyer'))
    expect((await classic.attempt(attemptId)).status).toBe('choose_account')
  })
})
