import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { SignatureMethod } from '../types.ts'
import { baseString, baseUri, normalise, readForm } from './base-string.ts'
import { makeSignature } from './make-signature.ts'
import { percentEncode } from './percent-encode.ts'
import { signRequest } from './sign-request.ts'

interface RequestVector {
  id: string
  method: string
  url: string
  form?: string
  clientId: string
  clientSecret: string
  token?: string
  tokenSecret?: string
  timestamp: number
  nonce: string
  version?: boolean
  more?: [string, string][]
  signatureMethod?: SignatureMethod
  base: string
  signature: string
}

interface Vectors {
  requests: RequestVector[]
  signatures: Record<'id' | 'method' | 'base' | 'clientSecret' | 'tokenSecret' | 'signature', string>[]
  encode: [string, string][]
  normalise: [string, string][]
  baseUri: [string, string][]
  baseString: [string, string][]
  publicTestKey: string
}

const vectors: Vectors = JSON.parse(readFileSync(new URL('./fixtures/vectors.json', import.meta.url), 'utf8'))
const { requests } = vectors
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----\n${vectors.publicTestKey}\n-----END PRIVATE KEY-----\n`

function signed(vector: RequestVector, sendIn: 'header' | 'query' | 'body' = 'header') {
  const { method, url, form, clientId, clientSecret, token = '', tokenSecret = '', timestamp, nonce } = vector
  const headers: Record<string, string> =
    form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
  return signRequest(
    { method, url, headers, body: form },
    {
      settings: {
        method: vector.signatureMethod ?? 'HMAC-SHA1',
        sendIn,
        realm: 'Photos',
        sendVersion: vector.version ?? false,
      },
      keys: { clientSecret, tokenSecret, privateKey: '' },
      clientId,
      token,
      more: vector.more ?? [],
      stamp: { nonce, timestamp },
    },
  )
}

/** The protocol's parameters of a header, decoded. */
function headerOf(authorization: string | undefined): Record<string, string> {
  const parts = [...(authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)]
  return Object.fromEntries(parts.map(([, name = '', value = '']) => [name, decodeURIComponent(value)]))
}

describe('the vectors', () => {
  it.each(requests)('5849-5: $id: base string', vector => {
    const { oauth_signature: _, realm, ...protocol } = headerOf(signed(vector).headers['authorization'])
    expect(realm).toBe('Photos')
    const { method, url, form } = vector
    expect(baseString({ method, url: new URL(url), form, protocol: Object.entries(protocol) })).toBe(vector.base)
  })

  it.each(requests)('5849-5: $id: signature, wherever it travels', vector => {
    expect(headerOf(signed(vector).headers['authorization'])['oauth_signature']).toBe(vector.signature)
    expect(new URL(signed(vector, 'query').url).searchParams.get('oauth_signature')).toBe(vector.signature)
    const inBody = signed(vector, 'body')
    if (vector.method === 'GET') expect(headerOf(inBody.headers['authorization'])['oauth_token']).toBe(vector.token)
    else expect(new URLSearchParams(inBody.body).get('oauth_signature')).toBe(vector.signature)
  })

  it.each(vectors.signatures)('5849-5: $id $method: signature of a text', ({ method, base, signature, ...secrets }) => {
    expect(makeSignature(method as SignatureMethod, base, { ...secrets, privateKey: PRIVATE_KEY })).toBe(signature)
  })

  it.each(vectors.encode)('5849-5: V15 encodes %j as %s', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded)
  })

  it.each(vectors.normalise)('5849-5: V16 normalises %s to %s', (form, normal) => {
    expect(normalise(readForm(form))).toBe(normal)
  })

  it.each(vectors.baseUri)('5849-5: V17 takes the base of %s', (url, base) => {
    expect(baseUri(new URL(url))).toBe(base)
  })

  it.each(vectors.baseString)('5849-5: V13 concatenates %s', (url, base) => {
    expect(baseString({ method: 'get', url: new URL(url), form: undefined, protocol: [] })).toBe(base)
  })

  it('5849-5: are those of the contract, all of them', () => {
    const contract = readFileSync(new URL('../../../docs/contract/oauth.md', import.meta.url), 'utf8')
    const rows = contract.split('\n').filter(line => /^\| V\d+ /.test(line))
    const tested = [...requests, ...vectors.signatures]
    for (const row of rows) {
      const id = /^\| (V\d+)/.exec(row)?.[1] ?? ''
      const here = tested.filter(vector => vector.id === id && vector.signature !== 'kd94hf93k423kf44&')
      for (const { signature } of here) expect(row).toContain(`\`${signature}\``)
      if (here.length === 0) expect(['V12', 'V13', 'V15', 'V16', 'V17']).toContain(id)
    }
    expect(rows).toHaveLength(17)
    expect(contract).toContain(vectors.publicTestKey)
  })
})
