import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { makeAddLogin } from './add-login.ts'
import { type LoginWorld, openLoginWorld, refusalOf, SESSION } from './fixtures/login-world.ts'
import { makeGetAttempt } from './get-attempt.ts'
import { makeReadLoginToken } from './read-login-token.ts'
import { makeTidyLogins } from './tidy-logins.ts'

let world: LoginWorld

beforeEach(async () => {
  world = await openLoginWorld()
  await world.load()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

const add = (attemptId: string, label = 'Depot1', inputs: JsonObject = {}) =>
  makeAddLogin(world.context)(SESSION, { attemptId, label, inputs })

async function tokenOf(id: string) {
  const row = await world.context.store.accounts.get(id)
  if (!row) throw new Error('no login')
  return makeReadLoginToken(world.context)(row, { id })
}

describe('ADD', () => {
  it('runs the validate request, saves the login, and hands out its token', async () => {
    const { id } = await world.signIn()
    const account = await add(id)
    expect(account).toMatchObject({
      kind: 'login',
      service: 'depot',
      type: 'depot-cloud',
      label: 'Depot1',
      state: 'ok',
      testable: true,
      scopes: ['read'],
    })
    expect(JSON.stringify(account)).not.toContain('canary')
    expect(await tokenOf(account.id)).toMatchObject({
      kind: 'oauth2',
      value: 'canary-access-2',
      credVersion: 1,
      auth: { scope: 'read', account: 'mklein@depot.example' },
    })
  })

  it('saves nothing when the service refuses the token, and can be pressed again', async () => {
    const { id } = await world.signIn()
    world.provider.validateStatus = 403
    const error = await refusalOf(add(id))
    expect([
      error.code,
      error.detail.startsWith('Connection could not be validated: Depot Cloud answered 403.'),
    ]).toEqual(['validation_failed', true])
    world.provider.validateStatus = null
    expect((await add(id)).state).toBe('ok')
  })

  it('gives the same login when it is pressed twice', async () => {
    const { id } = await world.signIn()
    const [first, second] = [await add(id), await add(id, 'Other')]
    expect(second.id).toBe(first.id)
  })

  it('gives the same login when it is pressed twice at once', async () => {
    const { id } = await world.signIn()
    const [first, second] = await Promise.all([add(id), add(id)])
    expect(second?.id).toBe(first?.id)
  })

  it('refuses a label that is wrong or taken', async () => {
    await world.addLogin('Depot1')
    const { id } = await world.signIn()
    expect((await refusalOf(add(id, '1st label'))).code).toBe('invalid_label')
    expect((await refusalOf(add(id, 'Depot1'))).code).toBe('label_taken')
  })

  it('is saved as not tested when the config has no validate request', async () => {
    world.document['oauth2_validate_url'] = ''
    const { id } = await world.signIn()
    expect((await add(id)).state).toBe('not tested')
  })

  it('asks for the inputs that come with the label, and uses them to check the token', async () => {
    world.document['oauth2_params_other'] = ['{"resource_url":{"title":"Resource URL","when":"after","minLength":1}}']
    world.document['oauth2_validate_url'] = '{resource_url}/me'
    await world.load({}, 'Second')
    const { id } = await world.signIn({ displayName: 'Second' })
    const status = await makeGetAttempt(world.context)(SESSION, id, 'en')
    expect(Object.keys((status.after?.schema['properties'] ?? {}) as object)).toEqual(['resource_url'])
    expect((await refusalOf(add(id))).fields[0]?.pointer).toBe('/resource_url')
    const elsewhere = await refusalOf(add(id, 'Depot1', { resource_url: 'https://u:canary@h.example' }))
    expect([elsewhere.code, elsewhere.fields[0]?.pointer]).toEqual(['invalid_input', '/resource_url'])
    const account = await add(id, 'Depot1', { resource_url: `${world.provider.origin}/` })
    expect(account.state).toBe('ok')
    expect(await tokenOf(account.id)).toMatchObject({ auth: { params: { resource_url: `${world.provider.origin}/` } } })
  })

  it('revokes and drops tokens that nobody named within 15 minutes', async () => {
    const { id } = await world.signIn()
    world.clock.shift = 16 * 60_000
    expect((await refusalOf(add(id))).code).toBe('state_expired')
    await makeTidyLogins(world.context)()
    const row = await world.context.store.attempts.get(id)
    expect([row?.status, row?.grant, row?.secrets]).toEqual(['expired', null, null])
    expect(world.provider.paths.filter(path => path === '/revoke')).toHaveLength(2)
  })
})

describe('a restart between the answer and its reading', () => {
  it('goes on from the stored answer', async () => {
    const { attemptId, query } = await world.reachCallback()
    const { makeFinishAttempt } = await import('./finish-attempt.ts')
    const { store } = world.context
    const dying: typeof store = {
      ...store,
      attempts: {
        ...store.attempts,
        finish: (id, from, patch) => {
          if (patch.status !== 'exchanging') throw new Error('killed')
          return store.attempts.finish(id, from, patch)
        },
      },
    }
    const callback = { connector: 'depot-cloud', slug: 'depot', query }
    await expect(makeFinishAttempt({ ...world.context, store: dying })(SESSION, callback)).rejects.toThrow('killed')
    expect((await store.attempts.get(attemptId))?.status).toBe('exchanging')
    world.clock.shift = 60_000
    expect((await makeGetAttempt(world.context)(SESSION, attemptId, 'en')).status).toBe('granted')
    expect(world.provider.tokenRequests).toHaveLength(1)
  })
})

describe('reconnect', () => {
  it('keeps id and label, and replaces the tokens', async () => {
    const id = await world.addLogin()
    const attempt = await world.signIn({ loginId: id })
    expect([attempt.status, attempt.resultId, attempt.grant]).toEqual(['added', id, null])
    expect(await tokenOf(id)).toMatchObject({ credVersion: 2, value: 'canary-access-4' })
  })

  it('changes nothing when somebody else signed in, and names both accounts', async () => {
    const id = await world.addLogin()
    const before = await tokenOf(id)
    const attempt = await world.signIn({ loginId: id, subject: 'jreyes' })
    const status = await makeGetAttempt(world.context)(SESSION, attempt.id, 'en')
    expect(status).toMatchObject({
      status: 'choose_account',
      account: 'jreyes@depot.example',
      storedAccount: 'mklein@depot.example',
    })
    expect(await tokenOf(id)).toEqual(before)
  })

  it('saves the other account as a new login, or switches the old one when its label is confirmed', async () => {
    const id = await world.addLogin()
    const other = await world.signIn({ loginId: id, subject: 'jreyes' })
    expect((await add(other.id, 'Reyes')).id).not.toBe(id)
    const again = await world.signIn({ loginId: id, subject: 'jreyes' })
    expect((await add(again.id, 'Depot1')).id).toBe(id)
    expect(await tokenOf(id)).toMatchObject({ auth: { account: 'jreyes@depot.example' } })
  })
})
