import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectView } from '#shared/contract/connect.ts'
import type { ConnectVisit, KeyGrant } from '../app.ts'
import { makeKeyJudge } from '../authenticate-key.ts'
import type { AppContext } from '../context.ts'
import { makeAddLogin } from '../logins/add-login.ts'
import { makeBeginAttempt } from '../logins/begin-attempt.ts'
import { makeFinishAttempt } from '../logins/finish-attempt.ts'
import { type LoginWorld, openLoginWorld, refusalOf } from '../logins/fixtures/login-world.ts'
import { makeReadLoginToken } from '../logins/read-login-token.ts'
import { makeStartAttempt } from '../logins/start-attempt.ts'
import { makeReadCredential } from '../read-credential.ts'
import { makeClaimConnectSession } from './claim-connect-session.ts'
import { makeCompleteConnectSession } from './complete-connect-session.ts'
import { makeTidyConnectSessions } from './drop-unclaimed.ts'
import { makeFindConnectSession, makeOpenConnectSession } from './open-connect-session.ts'
import { makeStartConnectSession } from './start-connect-session.ts'

const ORIGIN = 'https://editor.example'
const GRANT: KeyGrant = {
  keyId: 'key_one',
  line: 'key_one',
  workspaceId: 'wsp_one',
  ownerId: 'usr_one',
  scopes: ['sessions:create', 'credentials:read', 'act-as-user'],
  readsPerSecond: null,
}
const MINUTE = 60_000

let world: LoginWorld
let context: AppContext
beforeEach(async () => {
  world = await openLoginWorld()
  await world.load()
  context = { ...world.context, config: { ...world.context.config, embedOrigins: [ORIGIN] } }
})
afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

const mint = (endUser: string, more: { connectors?: string[]; mode?: 'pick' | 'add'; returnUrl?: string } = {}) =>
  makeStartConnectSession(context)(GRANT, { endUser, origin: ORIGIN, ...more })
const claim = (code: string, endUser: string, grant = GRANT) =>
  makeClaimConnectSession(context)(grant, { code, endUser })
const readOf = (id: string, onBehalfOf?: string) =>
  Promise.resolve().then(() =>
    makeReadCredential(context, {
      readLoginToken: makeReadLoginToken(context),
      keys: makeKeyJudge(context),
    })(GRANT, { id, ...(onBehalfOf ? { onBehalfOf } : {}) }),
  )

/** A browser that opens the link. */
async function open(token: string): Promise<ConnectVisit> {
  const { newCookie } = await makeOpenConnectSession(context)(token)
  const visit = await makeFindConnectSession(context)(newCookie)
  assert.ok(visit)
  return visit
}

/** Signs in to the service as `subject` in that browser, names the login, and ends the window's part. */
async function addLogin(visit: ConnectVisit, subject: string): Promise<{ id: string; code: string }> {
  const own = { ...context, owner: visit.actor }
  const { id } = await makeStartAttempt(own)(visit, {
    providerId: await world.providerId(),
    scopes: ['read'],
    inputs: {},
    purpose: 'new',
    mode: 'popup',
  })
  const { redirectTo } = await makeBeginAttempt(own)(visit, id)
  const query = world.provider.signIn(redirectTo, subject)
  await makeFinishAttempt(own)(visit, { connector: 'depot-cloud', slug: 'depot', query })
  const account = await makeAddLogin(own)(visit, { attemptId: id, label: 'Depot1', inputs: {} })
  const { code } = await makeCompleteConnectSession(context)(visit, { accountId: account.id })
  return { id: account.id, code }
}

describe('a connect link', () => {
  it('COSF-3: of the attacker, opened by a victim, ends with nothing: the victim cannot claim for the attacker', async () => {
    const { token } = await mint('attacker')
    const { id, code } = await addLogin(await open(token), 'victim')
    // The victim's browser comes back to the host's page, where the victim is logged in.
    expect((await refusalOf(claim(code, 'victim'))).code).toBe('other_user')
    expect(await context.store.accounts.get(id)).toBeNull()
    expect((await refusalOf(claim(code, 'attacker'))).code).toBe('connect_used')
    expect(world.logged()).toContain('connect-refused')
  })

  it('COSF-3: of a victim, opened by the attacker, puts no account of the attacker into the hands of the victim', async () => {
    const { token } = await mint('victim')
    const { id, code } = await addLogin(await open(token), 'attacker')
    expect((await refusalOf(claim(code, 'attacker'))).code).toBe('other_user')
    expect(await context.store.accounts.get(id)).toBeNull()
    expect((await refusalOf(open(token))).code).toBe('connect_used')
  })

  it('COSF-3: ends as unclaimed: nobody reads or sees what was made before the user of the host claims it', async () => {
    const { token } = await mint('ada')
    const { id, code } = await addLogin(await open(token), 'ada')
    expect((await refusalOf(readOf(id))).code).toBe('not_found')
    expect((await refusalOf(readOf(id, 'ada'))).code).toBe('not_found')
    const { account } = await claim(code, 'ada')
    expect(account).toMatchObject({ id, kind: 'login', service: 'depot', label: 'Depot1' })
    expect(await readOf(id, 'ada')).toMatchObject({ kind: 'oauth2' })
    expect((await refusalOf(readOf(id))).code).toBe('not_found')
    expect((await refusalOf(readOf(id, 'eve'))).code).toBe('not_found')
    expect((await refusalOf(claim(code, 'ada'))).code).toBe('connect_used')
  })

  it('is known to its own key only, and to the one that replaces it', async () => {
    const { code } = await addLogin(await open((await mint('ada')).token), 'ada')
    expect((await refusalOf(claim(code, 'ada', { ...GRANT, keyId: 'key_two', line: 'key_two' }))).code).toBe(
      'connect_unknown',
    )
    expect((await refusalOf(claim(code, 'ada', { ...GRANT, workspaceId: 'wsp_two' }))).code).toBe('connect_unknown')
    expect((await refusalOf(claim(code, 'ada', { ...GRANT, scopes: ['credentials:read'] }))).code).toBe('forbidden')
    expect((await claim(code, 'ada', { ...GRANT, keyId: 'key_two' })).account.label).toBe('Depot1')
  })

  it('works for 30 minutes, and what it made for 15', async () => {
    const { token } = await mint('ada')
    const early = await open((await mint('ada')).token)
    world.clock.shift = 30 * MINUTE
    expect((await refusalOf(open(token))).code).toBe('connect_expired')
    expect((await refusalOf(makeCompleteConnectSession(context)(early, { accountId: 'con_x' }))).code).toBe('not_found')
    world.clock.shift = 40 * MINUTE
    const { id, code } = await addLogin(await open((await mint('ada')).token), 'ada')
    world.clock.shift = 55 * MINUTE
    expect((await refusalOf(claim(code, 'ada'))).code).toBe('connect_expired')
    await makeTidyConnectSessions(context)()
    expect(await context.store.accounts.get(id)).toBeNull()
  })

  it('opens once, and its cookie is good for nothing else', async () => {
    const { token, url, id } = await mint('ada')
    expect(url).toBe(`http://localhost:4600/connect#token=${token}`)
    const visit = await open(token)
    expect(visit.actor).toEqual({ workspaceId: 'wsp_one', userId: id })
    expect((await refusalOf(open(token))).code).toBe('connect_used')
    expect((await refusalOf(open('A'.repeat(43)))).code).toBe('connect_unknown')
    expect((await refusalOf(open('no token'))).code).toBe('connect_unknown')
    const { code } = await addLogin(visit, 'ada')
    expect(await makeFindConnectSession(context)(code)).toBeUndefined()
  })

  it('goes to registered origins only, and back to an address of the same', async () => {
    const start = makeStartConnectSession(context)
    for (const origin of ['https://evil.example', `${ORIGIN}/`, `${ORIGIN}.evil.example`, 'null', '*']) {
      expect((await refusalOf(start(GRANT, { endUser: 'ada', origin }))).fields[0]?.pointer).toBe('/origin')
    }
    for (const returnUrl of ['https://evil.example/', `${ORIGIN}.evil.example/`, '/x', 'javascript:alert(1)']) {
      expect((await refusalOf(mint('ada', { returnUrl }))).fields[0]?.pointer).toBe('/returnUrl')
    }
    const { token } = await mint('ada', { returnUrl: `${ORIGIN}/back?x=1` })
    const visit = await open(token)
    const { id } = await addLogin(await open((await mint('eve')).token), 'eve')
    // An entry of another window is not there.
    const other = makeCompleteConnectSession(context)(visit, { accountId: id })
    expect((await refusalOf(other)).code).toBe('not_found')
  })

  it('offers the connectors that were named, and what the user has already to pick from', async () => {
    const { code, id } = await addLogin(await open((await mint('ada')).token), 'ada')
    await claim(code, 'ada')
    const views: ConnectView[] = []
    for (const who of ['ada', 'eve']) views.push((await open((await mint(who, { mode: 'pick' })).token)).view)
    expect(views.map(({ own }) => own.map(({ label }) => label))).toEqual([['Depot1'], []])
    const elsewhere = await open((await mint('ada', { mode: 'pick', connectors: ['other'] })).token)
    expect(elsewhere.view.own).toEqual([])
    expect((await refusalOf(addLogin(elsewhere, 'ada'))).code).toBe('not_found')
    const picking = await open((await mint('ada', { mode: 'pick' })).token)
    const picked = await makeCompleteConnectSession(context)(picking, { accountId: id })
    expect((await claim(picked.code, 'ada')).account.id).toBe(id)
    const eve = await open((await mint('eve', { mode: 'pick' })).token)
    expect((await refusalOf(makeCompleteConnectSession(context)(eve, { accountId: id }))).code).toBe('not_found')
  })

  it('gives a second entry of one name another label when it is claimed', async () => {
    const first = await addLogin(await open((await mint('ada')).token), 'ada')
    const second = await addLogin(await open((await mint('ada')).token), 'ada')
    expect((await claim(first.code, 'ada')).account.label).toBe('Depot1')
    expect((await claim(second.code, 'ada')).account.label).toBe('Depot1_1')
  })
})
