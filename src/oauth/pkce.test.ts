import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { challengeOf, randomToken } from './pkce.ts'

describe('pkce', () => {
  it('7636-2: gives the challenge of the vector in the RFC', () => {
    expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    )
  })

  it('7636-1: makes verifiers of 43 unreserved characters that never repeat', () => {
    const made = Array.from({ length: 10_000 }, () => randomToken(size => randomBytes(size)))
    expect(new Set(made).size).toBe(10_000)
    expect(made.filter(token => !/^[A-Za-z0-9_-]{43}$/.test(token))).toEqual([])
  })
})
