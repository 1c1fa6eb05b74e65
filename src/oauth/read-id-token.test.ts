import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { config } from './fixtures/depot.ts'
import { readIdToken } from './read-id-token.ts'

const NOW = 1_800_000_000_000
const RIGHT = { iss: 'https://id.depot.example', aud: 'abc', exp: NOW / 1000 + 300, nonce: 'n', sub: '7' }

const token = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`
const read = (changes: JsonObject = {}, text?: string) =>
  readIdToken(config({ oauth2_ext: { issuer: 'https://id.depot.example' } }), text ?? token({ ...RIGHT, ...changes }), {
    clientId: 'abc',
    nonce: 'n',
    now: NOW,
  })

describe('readIdToken', () => {
  it('OIDC-1: gives the claims when issuer, audience, end and nonce are right', () => {
    expect(read()).toEqual({ ok: true, claims: RIGHT })
    expect(read({ aud: ['abc'] }).ok).toBe(true)
    expect(read({ aud: ['abc', 'other'], azp: 'abc' }).ok).toBe(true)
    expect(read({ exp: NOW / 1000 - 59 }).ok).toBe(true)
  })

  it.each<[JsonObject, string]>([
    [{ iss: 'https://id.depot.example/' }, 'issuer'],
    [{ iss: null }, 'issuer'],
    [{ aud: 'other' }, 'application'],
    [{ aud: ['abc', 'other'] }, 'application'],
    [{ aud: ['other'], azp: 'abc' }, 'application'],
    [{ aud: 'abc', azp: 'other' }, 'application'],
    [{ exp: NOW / 1000 - 60 }, 'over'],
    [{ exp: 'never' }, 'over'],
    [{ exp: null }, 'over'],
    [{ nonce: 'other' }, 'another sign-in'],
    [{ nonce: null }, 'another sign-in'],
  ])('OIDC-1: refuses %o', (changes, why) => {
    expect(read(changes)).toMatchObject({ ok: false, why: expect.stringContaining(why) })
  })

  it.each(['', 'a.b', 'a.b.c', token([1]), token('x'), `e30.${'A'.repeat(70_000)}.s`, 'a.e30.c.d'])(
    'refuses what is no id_token',
    text => {
      expect(read({}, text)).toMatchObject({ ok: false })
    },
  )
})
