import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { checkCallback } from './check-callback.ts'
import { CLIENT, config, entryWith, errorsOf } from './fixtures/depot.ts'

const check = (query: string, hmac: JsonObject = {}, input = {}) =>
  checkCallback({
    attempt: { config: config({ oauth2_ext: { callback_hmac: hmac } }, input), client: CLIENT },
    query: new URLSearchParams(query),
  })

const sign = (text: string, encoding: 'hex' | 'base64' = 'hex', key = 'canary-secret') =>
  encodeURIComponent(createHmac('sha256', key).update(text).digest(encoding))

describe('callback_hmac', () => {
  it('takes a callback whose sorted query is signed with the client secret', () => {
    const hash = sign('code=c1&shop=a+b&state=s&timestamp=7')
    expect(check(`timestamp=7&code=c1&hmac=${hash}&state=s&shop=a%20b`)).toMatchObject({ ok: true, code: 'c1' })
    expect(check(`timestamp=7&code=c1&hmac=${hash.toUpperCase()}&state=s&shop=a%20b`)).toMatchObject({ ok: true })
  })

  it('takes another parameter, encoding and key', () => {
    const hash = sign('code=c1&state=s', 'base64', 'canary-other')
    const hmac = { param: 'sig', encoding: 'base64', key: '{HOOK_KEY}' }
    expect(
      check(`code=c1&state=s&sig=${hash}`, hmac, { entry: entryWith({ HOOK_KEY: 'canary-other' }) }),
    ).toMatchObject({ ok: true })
  })

  it.each([
    ['without a hash', 'code=c1&state=s'],
    ['with an empty one', 'code=c1&state=s&hmac='],
    ['with another one', `code=c1&state=s&hmac=${sign('code=c2&state=s')}`],
    ['with two', `code=c1&state=s&hmac=${sign('code=c1&state=s')}&hmac=x`],
    ['with one more parameter', `code=c1&state=s&shop=x&hmac=${sign('code=c1&state=s')}`],
    ['where a value swallowed its neighbour', `code=c1%26shop%3Dx&hmac=${sign('code=c1&shop=x')}`],
  ])('refuses a callback %s, before its code is looked at', (_, query) => {
    expect(check(query)).toMatchObject({ ok: false, code: 'wrong_issuer' })
  })

  it('lets the server report an error unsigned', () => {
    expect(check('error=access_denied')).toMatchObject({ ok: false, code: 'server_denied' })
  })

  it.each([
    ['a key in the file', { key: 'canary' }, 'secret-in-config'],
    ['a key of the callback', { key: '{code}' }, 'misplaced-name'],
    ['an unknown algorithm', { algorithm: 'md5' }, 'type-mismatch'],
    ['an unknown key', { parma: 'x' }, 'unknown-key'],
  ])('refuses %s at load', (_, hmac, code) => {
    expect(errorsOf({ oauth2_ext: { callback_hmac: hmac } })).toEqual([code])
  })
})
