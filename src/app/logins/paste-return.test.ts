import { afterEach, describe, expect, it } from 'vitest'
import { type ClassicWorld, openClassicWorld } from './fixtures/classic-world.ts'
import { type LoginWorld, openLoginWorld, PUBLIC_URL, RETURN_PATH, refusalOf, SESSION } from './fixtures/login-world.ts'
import { makeGetAttempt } from './get-attempt.ts'
import { makePasteReturn } from './paste-return.ts'

const OTHER = { ...SESSION, sessionHash: 'b'.repeat(64) }

describe('an address that is brought back by hand', () => {
  let world: LoginWorld

  afterEach(async () => {
    expect(world.logged()).not.toContain('canary')
    await world.close()
  })

  const paste = (id: string, text: string, session = SESSION) =>
    makePasteReturn(world.context)(session, id, { text }, 'en')

  async function reach() {
    world = await openLoginWorld()
    await world.load()
    return world.reachCallback()
  }

  it('signs in like a callback, once', async () => {
    const { attemptId, query } = await reach()
    expect(await paste(attemptId, ` ${PUBLIC_URL}${RETURN_PATH}?${query}\n`)).toMatchObject({ status: 'granted' })
    expect((await refusalOf(paste(attemptId, `${PUBLIC_URL}${RETURN_PATH}?${query}`))).code).toBe('state_used')
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it.each([
    ['words', 'it did not work'],
    ['the address of the login page', 'https://id.depot.example/authorize?code=c'],
    ['the return address of another provider', `${PUBLIC_URL}/oauth/return/depot-cloud/other?code=c`],
    ['our address at another host', `http://evil.example${RETURN_PATH}?code=c`],
    ['no address at all', 'code=c&state=s'],
  ])('takes no %s, and the sign-in goes on', async (_what, text) => {
    const { attemptId, query } = await reach()
    expect((await refusalOf(paste(attemptId, text))).code).toBe('invalid_input')
    expect(world.provider.tokenRequests).toEqual([])
    expect(await paste(attemptId, `${PUBLIC_URL}${RETURN_PATH}?${query}`)).toMatchObject({ status: 'granted' })
  })

  it('CORF-1: takes neither the answer of somebody else nor that of a sign-in somebody else began', async () => {
    const { attemptId, query } = await reach()
    const own = await world.reachCallback()
    const swapped = new URLSearchParams(query)
    swapped.set('state', 'A'.repeat(43))
    const address = `${PUBLIC_URL}${RETURN_PATH}?${swapped}`
    expect((await refusalOf(paste(own.attemptId, address))).code).toBe('state_unknown')
    expect((await refusalOf(paste(attemptId, `${PUBLIC_URL}${RETURN_PATH}?${query}`, OTHER))).code).toBe('not_found')
    expect(world.provider.tokenRequests).toEqual([])
  })

  it('says that it came too late', async () => {
    const { attemptId, query } = await reach()
    world.clock.shift = 11 * 60_000
    expect((await refusalOf(paste(attemptId, `${PUBLIC_URL}${RETURN_PATH}?${query}`))).code).toBe('state_expired')
  })
})

describe('a code that is typed by hand', () => {
  let classic: ClassicWorld

  afterEach(async () => {
    expect(classic.world.logged()).not.toContain('canary')
    await classic.close()
  })

  const type = (id: string, text: string) => makePasteReturn(classic.world.context)(SESSION, id, { text }, 'en')

  async function begin() {
    classic = await openClassicWorld({ quirks: { byHand: true }, document: { oauth1_callback: 'oob' } })
    return classic.begin()
  }

  it('is asked for while the person signs in, and is the verifier', async () => {
    const { attemptId, loginUrl } = await begin()
    expect(await makeGetAttempt(classic.world.context)(SESSION, attemptId, 'en')).toMatchObject({ wants: 'code' })
    const code = await classic.visit(loginUrl)
    expect((await refusalOf(type(attemptId, 'two words'))).code).toBe('invalid_input')
    expect(await type(attemptId, ` ${code} `)).toMatchObject({ status: 'granted', account: 'Petra Planner' })
  })

  it('that is wrong ends the sign-in with what the service says', async () => {
    const { attemptId, loginUrl } = await begin()
    await classic.visit(loginUrl)
    expect(await type(attemptId, 'another')).toMatchObject({ status: 'failed', error: { code: 'token_refused' } })
  })
})
