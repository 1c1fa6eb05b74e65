import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeAccount } from '../describe-account.ts'
import { makeAddLogin } from './add-login.ts'
import { type LoginWorld, openLoginWorld, SESSION } from './fixtures/login-world.ts'
import { freshTokens } from './fresh-tokens.ts'

const DAY = 86_400_000

let world: LoginWorld
let id: string

beforeEach(async () => {
  world = await openLoginWorld()
  world.document['oauth2_ext'] = { refresh_max_days: 100 }
  await world.load()
  id = await world.addLogin()
})

afterEach(() => world.close())

const row = async () => {
  const found = await world.context.store.accounts.get(id)
  if (!found) throw new Error('no login')
  return found
}
const said = async () => (await describeAccount(world.context, await row(), 'en')).message

it('tells the owner fourteen days before a sign-in ends, however often it was renewed', async () => {
  world.clock.shift = 85 * DAY
  await freshTokens(world.context, await row(), { minTtl: 60 })
  expect(await said()).toBeUndefined()
  world.clock.shift = 87 * DAY
  await freshTokens(world.context, await row(), { minTtl: 60 })
  const end = new Date(world.context.store.now() + 13 * DAY).toISOString().slice(0, 10)
  expect(await said()).toBe(`This login ends on ${end}. Reconnect it before then.`)
  world.clock.shift = 101 * DAY
  expect(await said()).toBeUndefined()
})

it('counts from the new sign-in after a reconnect', async () => {
  world.clock.shift = 90 * DAY
  expect(await said()).toContain('ends on')
  await world.signIn({ loginId: id })
  expect(await said()).toBeUndefined()
})

it('tells the owner seven days before an access ends that nothing renews', async () => {
  world.document['oauth2_ext'] = { refresh: 'none' }
  world.provider.life = 30 * 86_400
  await world.load({}, 'Once')
  const { id: attemptId } = await world.signIn({ displayName: 'Once' })
  id = (await makeAddLogin(world.context)(SESSION, { attemptId, label: 'Once1', inputs: {} })).id
  const { accessExpiresAt } = (await world.context.store.grants.byLogin(id, SESSION.userId)) ?? {}
  world.clock.shift = 22 * DAY
  expect(await said()).toBeUndefined()
  world.clock.shift = 24 * DAY
  const day = new Date(accessExpiresAt ?? 0).toISOString().slice(0, 10)
  expect(await said()).toBe(`This login ends on ${day}. Reconnect it before then.`)
})
