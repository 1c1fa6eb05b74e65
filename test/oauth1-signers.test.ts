import { describe, expect, it } from 'vitest'
import { compareSigners } from '../score/lab/signers/compare-signers.ts'
import { EXPLAINED, remedy } from '../score/lab/signers/explanations.ts'
import { makeRequests } from '../score/lab/signers/make-requests.ts'
import { findOAuthlib, signWithOAuthlib } from '../score/lab/signers/sign-with-oauthlib.ts'
import type { SignerRequest, WrittenPair } from '../score/lab/signers/signer-request.ts'
import { NPM_SIGNERS, ours } from '../score/lab/signers/signers.ts'

const pair = (raw: string, name: string, value: string): WrittenPair => ({ raw, name, value })
const PLAIN: SignerRequest = {
  method: 'POST',
  scheme: 'https',
  host: 'example.com',
  port: '',
  path: '/request',
  query: [pair('a=1', 'a', '1')],
  form: [pair('b=2', 'b', '2')],
  signatureMethod: 'HMAC-SHA1',
  clientId: 'key',
  clientSecret: 'secret',
  token: { token: 'token', secret: 'token secret' },
  more: null,
  nonce: '7d8f3e4a',
  timestamp: 137_131_201,
  version: true,
  realm: null,
}

/** For each explanation a request that has its cause and no other. */
const ONLY: Record<string, Partial<SignerRequest>> = {
  'base-address': { host: 'Example.com' },
  'encoded-name': { query: [pair('c%40=1', 'c@', '1')] },
  'plus-is-space': { query: [pair('a=r+b', 'a', 'r b')] },
  'second-equals-sign': { query: [pair('a=r=b', 'a', 'r=b')] },
  'repeated-name': { query: [pair('b=1', 'b', '1')] },
  'list-in-query': { query: [pair('a=1', 'a', '1'), pair('a=2', 'a', '2')] },
  'name-in-both': { query: [pair('b=1', 'b', '1')] },
  'brackets-of-ipv6': { host: '[::1]' },
  'quote-in-path': { path: "/it's" },
  'empty-path-parameters': { path: '/a;' },
}

const oauthlib = findOAuthlib()
async function sign(signer: string, request: SignerRequest): Promise<string | null> {
  if (signer === 'oauthlib' && oauthlib) return (await signWithOAuthlib(oauthlib.python, [request]))[0] ?? null
  return NPM_SIGNERS[signer]?.(request) ?? null
}

describe('5849-9 signatures of independent signers', () => {
  it('are ours in a plain request, all of them', async () => {
    for (const signer of Object.keys(NPM_SIGNERS))
      expect([signer, await sign(signer, PLAIN)]).toEqual([signer, ours(PLAIN)])
  })

  it('5849-9: are ours in random requests, but for what is explained', async () => {
    const { unexplained, compared } = await compareSigners(makeRequests(150, '5849-9'), null)
    expect(unexplained).toEqual([])
    expect(Object.keys(compared)).toEqual(['oauth-sign', 'oauth-1.0a', 'oauth'])
    expect(Math.min(...Object.values(compared))).toBeGreaterThan(50)
  })

  it.each(EXPLAINED.map(({ id, signer }) => [signer, id] as const))(
    '%s differs by %s alone, and not without it',
    async (signer, id) => {
      if (signer === 'oauthlib' && !oauthlib) return expect(ONLY[id]).toBeDefined()
      const request = { ...PLAIN, ...ONLY[id] }
      expect(await sign(signer, request)).not.toBe(ours(request))
      const without = remedy(signer, request)
      expect(without.ids).toEqual([id])
      expect(await sign(signer, without.request)).toBe(ours(without.request))
    },
  )

  it('are explained by sections of an RFC, each once', () => {
    for (const { section, reason } of EXPLAINED) {
      expect(section).toMatch(/^RFC \d+, section \d/)
      expect(reason.length).toBeGreaterThan(40)
    }
    expect(new Set(EXPLAINED.map(({ id, signer }) => `${signer} ${id}`)).size).toBe(EXPLAINED.length)
    expect(Object.keys(ONLY).sort()).toEqual(EXPLAINED.map(({ id }) => id).sort())
  })
})
