import { setTimeout as sleep } from 'node:timers/promises'
import { makeDeleteAccount } from '#app/delete-account.ts'
import { describeAccount } from '#app/describe-account.ts'
import { makeTestLogin } from '#app/logins/test-login.ts'
import { requireAccount } from '#app/require-account.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { LIFE } from '../../../test/faulty-provider/faulty-server.ts'
import type { Proof } from './quirk-row.ts'

const DAY = 86_400

/** The account is known by the name that the server gave. */
export const namesAccount: Proof = async walk => {
  const { auth } = await walk.read()
  return auth.account === 'Name of mklein' ? undefined : `the account is called ${auth.account}`
}

/** Whoever withdrew the consent is told to sign in again, in spite of how the server words it. */
export const tellsTheEnd: Proof = async walk => {
  walk.provider.revokeAll()
  walk.wait(LIFE + 1)
  try {
    await walk.read()
    return 'a token was handed out after the end'
  } catch (error) {
    if (error instanceof AppError && error.code === 'needs_reconnect') return undefined
    return `the end is told as ${error instanceof AppError ? error.code : error}`
  }
}

/** A token that the server ended does not pass for a good one. */
export const failsTheTest: Proof = async walk => {
  walk.provider.revokeAll()
  const { ok } = await makeTestLogin(walk.context)(await requireAccount(walk.context, walk.loginId), 'en')
  return ok ? 'the test says that an ended token is good' : undefined
}

/** An action is told what to send for one call, and that is good once and nowhere else. */
export const bindsCalls: Proof = async walk => {
  const url = `${walk.provider.origin}/me`
  const ask = async (headers: Record<string, string>, to = url) => (await fetch(to, { headers })).status
  const call = { method: 'GET', url }
  const { request, value } = await walk.read(undefined, call)
  if (!request) return 'nothing says how to send the token'
  const stolen = [await ask({ authorization: `Bearer ${value}` }), await ask({ authorization: `DPoP ${value}` })]
  if (stolen.some(status => status === 200)) return 'the token works without its key'
  const first = await fetch(url, { headers: (await walk.read(undefined, call)).request?.headers ?? {} })
  // Others asked meanwhile, so the nonce that is known here may be an old one.
  const nonce = first.headers.get('dpop-nonce') ?? ''
  const { headers = {} } = (await walk.read(undefined, { ...call, nonce })).request ?? {}
  if ((await ask(headers)) !== 200) return 'the call is refused'
  if ((await ask(headers)) === 200) return 'the same proof works twice'
  const silent = await walk.read()
  return silent.request ? 'calls are described although each needs a proof of its own' : undefined
}

/** The token beside the main one is handed out, by its name. */
export const handsOutSecond: Proof = async walk => {
  const { auth } = await walk.read()
  const said = JSON.stringify(auth.tokens?.['person'] ?? null)
  return said.includes('canary-person') ? undefined : `the second token is ${said}`
}

export const keepsTenant: Proof = async walk => {
  const { auth } = await walk.read()
  return auth.params['tenant'] === 'hall-7' ? undefined : 'the tenant of the answer is not handed out'
}

/** Nothing asks for new tokens while the old one lives: asking would end it. */
export const leavesAlone: Proof = async walk => {
  walk.wait(LIFE - 40)
  await walk.keepFresh()
  const { value } = await walk.read()
  return walk.provider.isGood(String(value)) ? undefined : 'the tokens were ended by a refresh'
}

/** Nobody uses the login for a month; it works all the same. */
export const survivesIdleness: Proof = async walk => {
  for (let passed = 0; passed < 30; passed += 15) {
    walk.wait(15 * DAY)
    await walk.keepFresh()
  }
  const { value } = await walk.read((await walk.read()).credVersion)
  return walk.provider.isGood(String(value)) ? undefined : 'the login was lost while nobody used it'
}

/** A pass shortly before the end asks nothing that the server refuses. */
export const isNotRefused: Proof = async walk => {
  await walk.read()
  const before = walk.provider.refusals()
  walk.wait(LIFE - 40)
  await walk.keepFresh()
  const refusals = walk.provider.refusals() - before
  return refusals === 0 ? undefined : `${refusals} renewals were refused`
}

/** Four logins of one host that are due at the same time. */
export const renewsOneByOne: Proof = async walk => {
  for (const label of ['Depot2', 'Depot3', 'Depot4']) await walk.addLogin(label)
  return isNotRefused(walk)
}

/** The owner hears of the end before it comes. */
export const warnsAhead: Proof = async walk => {
  walk.wait(20 * DAY)
  await walk.read()
  const account = await describeAccount(walk.context, await requireAccount(walk.context, walk.loginId), 'en')
  return account.message?.includes('ends on') ? undefined : 'nothing says that the sign-in ends'
}

/** A callback that somebody changed on its way leads to no login. */
export const refusesForgery: Proof = async walk => {
  const refused = await walk
    .addLogin('Depot9', callback => callback.searchParams.append('extra', '1'))
    .then(
      () => false,
      () => true,
    )
  return refused ? undefined : 'a changed callback was taken'
}

/** A deleted login is ended at the server too. */
export const endsAtServer: Proof = async walk => {
  const before = walk.provider.endedGrants()
  await makeDeleteAccount(walk.context)(walk.loginId)
  for (let tries = 0; tries < 200 && walk.provider.endedGrants() === before; tries++) await sleep(10)
  return walk.provider.endedGrants() > before ? undefined : 'the tokens still work at the server'
}
