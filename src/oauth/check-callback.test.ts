import { describe, expect, it } from 'vitest'
import { checkCallback } from './check-callback.ts'
import { CLIENT, config } from './fixtures/depot.ts'

const check = (query: string, ext: Record<string, unknown> = {}) =>
  checkCallback({
    attempt: { config: config({ oauth2_ext: ext as never }), client: CLIENT },
    query: new URLSearchParams(query),
  })

describe('checkCallback', () => {
  it('gives the code', () => {
    expect(check('code=c1&state=s')).toEqual({ ok: true, code: 'c1', captured: {} })
    expect(check('spapi=c2', { code_param: 'spapi' })).toMatchObject({ ok: true, code: 'c2' })
  })

  it('9207-1: compares the issuer exactly, also when the server reports an error', () => {
    const ext = { issuer: 'https://id.example' }
    expect(check('code=c&iss=https://id.example', ext)).toMatchObject({ ok: true })
    for (const query of ['code=c&iss=https://id.example/', 'error=access_denied&iss=https://evil.example']) {
      expect(check(query, ext)).toMatchObject({ ok: false, code: 'wrong_issuer' })
    }
    expect(check('code=c&iss=a&iss=a')).toMatchObject({ ok: false, code: 'wrong_issuer' })
  })

  it('6749-9: says what the server said, as one plain line of at most 500 characters', () => {
    const result = check(
      `error=access_denied&error_description=${encodeURIComponent(`<b>no</b>\r\n${'x'.repeat(900)}`)}`,
    )
    expect(result).toMatchObject({ ok: false, code: 'server_denied' })
    if (result.ok) return
    expect(result.detail).toMatch(/^Depot Cloud said: <b>no<\/b> x+… Try again, or untick a permission first\.$/)
    expect(result.detail).not.toMatch(/[\r\n]/)
    expect(result.detail.length).toBeLessThanOrEqual(500)
  })

  it('says once that the sign-in was not allowed: in the words of the server, or in ours', () => {
    const detail = (query: string) => {
      const result = check(query)
      return result.ok ? '' : result.detail
    }
    expect(detail('error=access_denied&error_description=You+said+no')).toBe(
      'Depot Cloud said: You said no. Try again, or untick a permission first.',
    )
    expect(detail('error=access_denied')).toBe('Depot Cloud did not allow it. Try again, or untick a permission first.')
    expect(detail('error=server_error&error_description=Out+of+order!')).toBe(
      'Depot Cloud refused the sign-in (server_error). It said: Out of order!',
    )
  })

  it.each(['state=s', 'code=', 'code=a&code=b'])('refuses %s: there is not exactly one code', query => {
    expect(check(query)).toMatchObject({ ok: false, code: 'token_unreadable' })
  })

  it('keeps the parameters that are asked for, when they look as they should', () => {
    const ext = { callback_params: [{ name: 'realmId', required: true, pattern: '^[0-9]{5,20}$' }, 'region'] }
    expect(check('code=c&realmId=12345&region=eu&other=1', ext)).toEqual({
      ok: true,
      code: 'c',
      captured: { realmId: '12345', region: 'eu' },
    })
    expect(check('code=c', ext)).toMatchObject({ ok: false, code: 'token_unreadable' })
    expect(check('code=c&realmId=12a45', ext)).toMatchObject({ ok: false, code: 'token_unreadable' })
  })

  it('refuses a host outside of the allowed endings', () => {
    const ext = { callback_params: [{ name: 'server', host_suffix: ['zoho.eu'] }] }
    expect(check('code=c&server=https://accounts.zoho.eu', ext)).toMatchObject({ ok: true })
    for (const host of ['https://evil-zoho.eu', 'https://zoho.eu.evil.org', 'zoho.com']) {
      expect(check(`code=c&server=${encodeURIComponent(host)}`, ext)).toMatchObject({ ok: false })
    }
  })
})
