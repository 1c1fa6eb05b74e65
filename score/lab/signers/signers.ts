import { createHmac, sign as signBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import OAuth10a from 'oauth-1.0a'
import { signRequest } from '#oauth/oauth1/sign-request.ts'
import { asLists, formOf, protocolOf, type SignerRequest, urlOf } from './signer-request.ts'
import { TEST_KEY } from './test-key.ts'

const require = createRequire(import.meta.url)
/** It has no types of its own. */
const oauthSign: {
  sign(method: string, verb: string, uri: string, params: object, key: string, secret: string): string
} = require('oauth-sign')

interface NodeOAuth {
  _getNonce(): string
  _getTimestamp(): string
  _prepareParameters(token: string, secret: string, verb: string, url: string, extra: object): [string, string][]
}
const { OAuth }: { OAuth: new (...settings: (string | null | undefined)[]) => NodeOAuth } = require('oauth')

/** The signature of a request, or null where the signer cannot make one of that kind. */
export type Signer = (request: SignerRequest) => string | null

export const ours: Signer = request => {
  const form = formOf(request)
  const { authorization = '' } = signRequest(
    {
      method: request.method,
      url: urlOf(request),
      headers: form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
    },
    {
      settings: {
        method: request.signatureMethod,
        sendIn: 'header',
        realm: request.realm,
        sendVersion: request.version,
      },
      keys: {
        clientSecret: request.clientSecret,
        tokenSecret: request.token?.secret ?? '',
        privateKey: TEST_KEY,
      },
      clientId: request.clientId,
      token: request.token?.token ?? '',
      more: request.more ? [request.more] : [],
      stamp: { nonce: request.nonce, timestamp: request.timestamp },
    },
  ).headers
  return decodeURIComponent(/oauth_signature="([^"]*)"/.exec(authorization)?.[1] ?? '')
}

/** It is handed the base address and the decoded parameters: it judges encoding, order and signature. */
const byOAuthSign: Signer = request => {
  if (request.signatureMethod === 'HMAC-SHA512') return null
  const usual = request.scheme === 'http' ? ':80' : ':443'
  const uri = `${request.scheme}://${request.host.toLowerCase()}${request.port === usual ? '' : request.port}${request.path || '/'}`
  const pairs = [...request.query, ...(request.form ?? [])].map(({ name, value }) => [name, value] as const)
  const key = request.signatureMethod === 'RSA-SHA1' ? TEST_KEY : request.clientSecret
  const params = asLists([...pairs, ...protocolOf(request)])
  return oauthSign.sign(request.signatureMethod, request.method, uri, params, key, request.token?.secret ?? '')
}

/** It always sends the version. */
const byOAuth10a: Signer = request => {
  if (!request.version) return null
  const { signatureMethod, token, more } = request
  const signer = new OAuth10a({
    consumer: { key: request.clientId, secret: request.clientSecret },
    signature_method: signatureMethod,
    hash_function: (base, key) => {
      if (signatureMethod === 'PLAINTEXT') return key
      if (signatureMethod === 'RSA-SHA1') return signBytes('sha1', Buffer.from(base), TEST_KEY).toString('base64')
      return createHmac(signatureMethod.slice(5).toLowerCase(), key).update(base).digest('base64')
    },
  })
  signer.getNonce = () => request.nonce
  signer.getTimeStamp = () => request.timestamp
  const form = (request.form ?? []).map(({ name, value }) => [name, value] as const)
  const data = asLists([...form, ...(more ? [more] : [])])
  const keys = token ? { key: token.token, secret: token.secret } : undefined
  return signer.authorize({ url: urlOf(request), method: request.method, data }, keys).oauth_signature
}

const byOAuth: Signer = request => {
  const { signatureMethod, token, more, version } = request
  if (signatureMethod === 'HMAC-SHA512' || !version) return null
  const secret = signatureMethod === 'RSA-SHA1' ? TEST_KEY : request.clientSecret
  const signer = new OAuth(null, null, request.clientId, secret, '1.0', null, signatureMethod)
  signer._getNonce = () => request.nonce
  signer._getTimestamp = () => String(request.timestamp)
  const form = (request.form ?? []).map(({ name, value }) => [name, value] as const)
  const extra = asLists([...form, ...(more ? [more] : [])])
  const url = urlOf(request)
  const params = signer._prepareParameters(token?.token ?? '', token?.secret ?? '', request.method, url, extra)
  return params.at(-1)?.[1] ?? ''
}

export const NPM_SIGNERS: Readonly<Record<string, Signer>> = {
  'oauth-sign': byOAuthSign,
  'oauth-1.0a': byOAuth10a,
  oauth: byOAuth,
}
