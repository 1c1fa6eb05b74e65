import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { makeAddLogin } from './add-login.ts'
import { type LoginWorld, openLoginWorld, SESSION } from './fixtures/login-world.ts'
import { makeGetAttempt } from './get-attempt.ts'
import { makeReadLoginToken } from './read-login-token.ts'

let world: LoginWorld

beforeEach(async () => {
  world = await openLoginWorld()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

async function loadWith(ext: JsonObject): Promise<void> {
  world.document['oauth2_ext'] = ext
  world.document['oauth2_validate_url'] = ''
  await world.load()
}

const grantOf = async (id: string) => world.context.store.grants.byLogin(id, world.context.owner.userId)
const idToken = (claims: JsonObject) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`

describe('whose account a login is', () => {
  const USERINFO = { userinfo: { url: '/me', keep: [{ at: '/email', as: 'mail' }] } }

  it('is read from the userinfo answer, which may leave more behind', async () => {
    await loadWith({ ...USERINFO, account: { id: '/sub', label: '/email', from: 'userinfo' } })
    const id = await world.addLogin()
    const row = await world.context.store.accounts.get(id)
    if (!row) throw new Error('no login')
    expect(await makeReadLoginToken(world.context)(row, { id })).toMatchObject({
      auth: { account: 'mklein@depot.example', params: { mail: 'mklein@depot.example' } },
    })
  })

  it('is stored as a keyed hash: the same for the same account, and no plain hash of its id', async () => {
    await loadWith({ ...USERINFO, account: { id: '/sub', from: 'userinfo' } })
    const first = (await grantOf(await world.addLogin('A')))?.accountHash
    const second = (await grantOf(await world.addLogin('B')))?.accountHash
    const { id } = await world.signIn({ subject: 'jreyes' })
    const third = (await makeAddLogin(world.context)(SESSION, { attemptId: id, label: 'C', inputs: {} })).id
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(second).toBe(first)
    expect((await grantOf(third))?.accountHash).not.toBe(first)
    await world.signIn({ loginId: third, subject: 'jreyes' })
    expect((await grantOf(third))?.accountHash).not.toBe(first)
  })

  it('is asked about when somebody else reconnects', async () => {
    await loadWith({ ...USERINFO, account: { id: '/sub', label: '/email', from: 'userinfo' } })
    const id = await world.addLogin()
    const attempt = await world.signIn({ loginId: id, subject: 'jreyes' })
    expect(await makeGetAttempt(world.context)(SESSION, attempt.id, 'en')).toMatchObject({
      status: 'choose_account',
      account: 'jreyes@depot.example',
      storedAccount: 'mklein@depot.example',
    })
  })

  it('costs a login nothing when the service does not say it on a reconnect', async () => {
    await loadWith({ ...USERINFO, account: { id: '/sub', from: 'userinfo' } })
    const id = await world.addLogin()
    world.provider.validateStatus = 503
    const attempt = await world.signIn({ loginId: id })
    expect(attempt).toMatchObject({ status: 'failed', error: { code: 'temporarily_unavailable' } })
    expect((await grantOf(id))?.credVersion).toBe(1)
    world.provider.validateStatus = null
    expect((await world.signIn({ loginId: id })).status).toBe('added')
  })

  it('does not stop a new login when the service does not say it', async () => {
    await loadWith({ ...USERINFO, account: { id: '/sub', from: 'userinfo' } })
    world.provider.validateStatus = 500
    expect((await grantOf(await world.addLogin()))?.accountHash).toBeNull()
  })

  it('OIDC-1: is read from an id_token for this client by this issuer, and from no other', async () => {
    await loadWith({ issuer: 'https://id.depot.example', account: { id: '/sub', label: '/name', from: 'id_token' } })
    const claims = { iss: 'https://id.depot.example', aud: 'abc', exp: 4_000_000_000, sub: '7', name: 'M. Klein' }
    const answer = (changes: JsonObject) =>
      world.provider.faults.push({
        body: JSON.stringify({ access_token: 'canary-a', id_token: idToken({ ...claims, ...changes }) }),
      })
    answer({})
    const { id } = await world.signIn()
    expect(await makeGetAttempt(world.context)(SESSION, id, 'en')).toMatchObject({ account: 'M. Klein' })
    answer({ aud: 'other' })
    expect(await world.signIn()).toMatchObject({ status: 'failed', error: { code: 'token_refused' } })
    answer({ iss: 'https://evil.example' })
    expect(await world.signIn()).toMatchObject({ status: 'failed', error: { code: 'token_refused' } })
  })
})
