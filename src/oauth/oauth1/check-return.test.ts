import { describe, expect, it } from 'vitest'
import { classicConfig } from '../fixtures/classic.ts'
import { checkReturn } from './check-return.ts'

const check = (query: string, { token = 't1', changes = {} } = {}) =>
  checkReturn({ config: classicConfig({ title: 'Depot', ...changes }), query: new URLSearchParams(query), token })
const detailOf = (query: string) => {
  const result = check(query)
  return result.ok ? '' : result.detail
}

describe('checkReturn', () => {
  it('5849-3: gives the verifier, and does without one only where the config says so', () => {
    expect(check('oauth_token=t1&oauth_verifier=v1')).toEqual({ ok: true, code: 'v1', captured: {} })
    expect(check('oauth_token=t1')).toMatchObject({ ok: false, code: 'server_denied' })
    expect(check('oauth_token=t1&oauth_verifier=')).toMatchObject({ ok: false, code: 'server_denied' })
    expect(check('oauth_token=t1&oauth_verifier=a&oauth_verifier=b')).toMatchObject({ code: 'token_unreadable' })
    const changes = { oauth1_no_verifier: true }
    expect(check('oauth_token=t1', { changes })).toEqual({ ok: true, code: '', captured: {} })
    expect(check('oauth_token=t1&oauth_verifier=v', { changes })).toMatchObject({ ok: true, code: 'v' })
  })

  it.each([
    'oauth_token=t2',
    '',
    'oauth_token=',
    'oauth_token=t1&oauth_token=t1',
    'denied=t2',
    'oauth_token=t1&denied=t1',
  ])('5849-2: refuses "%s": it does not name the one token of this sign-in', query => {
    expect(check(`${query}&oauth_verifier=v`)).toMatchObject({ ok: false, code: 'state_unknown' })
    expect(check(`${query.replaceAll('t1', 't')}&oauth_verifier=v`, { token: '' })).toMatchObject({ ok: false })
  })

  it('says a refusal once, in the words of the server where it has some', () => {
    const advice = 'Try again, or untick a permission first.'
    expect(detailOf('denied=t1')).toBe(`Depot did not allow it. ${advice}`)
    expect(detailOf('oauth_token=t1&oauth_problem=user_refused')).toBe(`Depot did not allow it. ${advice}`)
    expect(detailOf('oauth_token=t1&oauth_problem=user_refused&oauth_problem_advice=You+said+no%0D%0A')).toBe(
      `Depot said: You said no. ${advice}`,
    )
    expect(detailOf('oauth_token=t1&oauth_problem=too_busy&oauth_verifier=v')).toBe(
      'Depot refused the sign-in (too_busy).',
    )
    expect(detailOf(`oauth_token=t1&error=x&error_description=${'y'.repeat(900)}`).length).toBeLessThanOrEqual(500)
  })
})
