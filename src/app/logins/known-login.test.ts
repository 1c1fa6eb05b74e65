import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeAddLogin } from './add-login.ts'
import { type LoginWorld, openLoginWorld, refusalOf, SESSION } from './fixtures/login-world.ts'
import { makeGetAttempt } from './get-attempt.ts'
import { makeReadLoginToken } from './read-login-token.ts'

let world: LoginWorld

beforeEach(async () => {
  world = await openLoginWorld()
  const account = { id: '/sub', label: '/email', from: 'userinfo' }
  world.document['oauth2_ext'] = { userinfo: { url: '/me' }, account }
  await world.load()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

const look = (id: string) => makeGetAttempt(world.context)(SESSION, id, 'en')
const add = (attemptId: string, more: { label: string; loginId?: string }) =>
  makeAddLogin(world.context)(SESSION, { attemptId, inputs: {}, ...more })

it('offers the login that is saved already with the same account, which then gets the new tokens', async () => {
  const first = await world.addLogin('Depot1')
  const { id } = await world.signIn()
  expect((await look(id)).known).toEqual({ id: first, label: 'Depot1' })
  expect(await add(id, { label: 'Depot1', loginId: first })).toMatchObject({ id: first, label: 'Depot1', state: 'ok' })
  const row = await world.context.store.accounts.get(first)
  const read = row && (await makeReadLoginToken(world.context)(row, { id: first }))
  expect(read).toMatchObject({ value: 'canary-access-4', credVersion: 2 })
  expect(await add(id, { label: 'Depot1', loginId: first })).toMatchObject({ id: first })
})

it('takes a second login of the same account where the person wants one', async () => {
  const first = await world.addLogin('Depot1')
  const { id } = await world.signIn()
  expect((await add(id, { label: 'Depot2' })).id).not.toBe(first)
})

it('offers nothing to another account, and gives a login the tokens of no other account', async () => {
  const first = await world.addLogin('Depot1')
  const { id } = await world.signIn({ subject: 'jreyes' })
  expect((await look(id)).known).toBeUndefined()
  expect((await refusalOf(add(id, { label: 'Depot1', loginId: first }))).code).toBe('invalid_input')
  expect((await world.context.store.grants.byLogin(first, SESSION.userId))?.credVersion).toBe(1)
})
