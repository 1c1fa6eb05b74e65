import { createPrivateKey } from 'node:crypto'
import { own } from '#shared/json.ts'
import type { ConfigReader } from '../config-reader.ts'
import { readApi } from '../load-api.ts'
import { type Assembled, type LoadDraft, makeLoadContext, readCommon } from '../load-context.ts'
import type { LoadEntry } from '../load-types.ts'
import { type LoadContext, openHost, readUrl } from '../load-urls.ts'
import { toTemplate } from '../load-values.ts'
import { readLimits } from '../read-ext.ts'
import { readKeep } from '../read-ext-parts.ts'
import { readParams } from '../read-params.ts'
import { showTemplate } from '../template.ts'
import type { KeptField, OAuth1Config, SignatureMethod, SigningSettings } from '../types.ts'
import { readSignedRequest, refuseProtocolNames } from './load-signed-request.ts'
import { OAUTH1_EXT, type OAuth1Ext, readOAuth1Ext } from './read-oauth1-ext.ts'

const METHODS = ['HMAC-SHA1', 'HMAC-SHA256', 'HMAC-SHA512', 'RSA-SHA1', 'PLAINTEXT'] as const
const PLACES = ['header', 'query', 'body'] as const

/** The rest of a config of OAuth 1 (flow-format.md §9). */
export function assembleOAuth1(draft: LoadDraft): Assembled {
  const { reader, input } = draft
  const ext = readOAuth1Ext(reader)
  const userinfoKeep = readKeep(reader, `${OAUTH1_EXT}/userinfo`)
  const kept = userinfoKeep.map(field => field.as)
  const context = makeLoadContext(draft, { protocol: 'oauth1', ext, callback: [], kept })
  const { untickedScopes, requiredScopes, sendVersion, ...settings } = ext
  const signing = readSigning(reader, sendVersion)
  checkKeys(reader, input.entry, signing.method)
  const config: OAuth1Config = {
    ...settings,
    ...readCommon(draft, context, { untickedScopes, requiredScopes }),
    protocol: 'oauth1',
    signing,
    ...readRequests(context),
    ...readWayBack(reader, ext),
    api: readApi(context, OAUTH1_EXT),
    userinfo: readUserinfo(context, userinfoKeep),
    limits: own(reader.object(OAUTH1_EXT), 'limits') === undefined ? null : readLimits(reader, OAUTH1_EXT),
    refresh: null,
    noState: false,
    issuer: null,
  }
  if (config.account.from === 'userinfo' && !config.userinfo) {
    const message = 'the account is read from "userinfo", and there is none'
    reader.error(`${OAUTH1_EXT}/account/from`, 'missing-field', message)
  }
  if (signing.method === 'PLAINTEXT') limitPlaintext(context, config)
  return {
    config,
    context,
    urls: [
      ['request_token_url', config.temporary.url],
      ['auth_url', config.authUrl],
      ['token_url', config.access.url],
      ['validate_url', config.validate?.url],
      ['userinfo_url', config.userinfo?.url],
      ['revoke_url', config.revoke?.url],
    ],
  }
}

function readSigning(reader: ConfigReader, sendVersion: boolean): SigningSettings {
  return {
    method: reader.oneOf('/oauth1_signature_method', METHODS, 'HMAC-SHA1'),
    sendIn: reader.oneOf('/oauth1_send_in', PLACES, 'header'),
    realm: reader.text('/oauth1_realm') || null,
    sendVersion,
  }
}

/** RSA signs with a private key of its own, everything else with the client secret. */
function checkKeys(reader: ConfigReader, { values }: LoadEntry, method: SignatureMethod): void {
  const { PRIVATE_KEY: pem } = values
  if (values['CERTIFICATE']) reader.entry('warning', 'CERTIFICATE', 'unused-key', 'OAuth 1 uses no CERTIFICATE')
  if (method !== 'RSA-SHA1') {
    if (!values['CLIENT_SECRET']) {
      reader.entry('error', 'CLIENT_SECRET', 'missing-field', 'the key "CLIENT_SECRET" is missing')
    }
    if (pem) reader.entry('warning', 'PRIVATE_KEY', 'unused-key', `the signature method ${method} uses no PRIVATE_KEY`)
  } else if (!pem) {
    reader.entry('error', 'PRIVATE_KEY', 'missing-field', 'RSA-SHA1 signs with a PRIVATE_KEY, and that key is missing')
  } else if (!isRsaKey(pem)) {
    reader.entry('error', 'PRIVATE_KEY', 'type-mismatch', 'PRIVATE_KEY is no RSA key in PEM form without a passphrase')
  }
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

/** Empty or `{redirect_uri}`: the server sends the browser back to us. `oob`: it shows a code. */
function readByHand(reader: ConfigReader): boolean {
  const text = showTemplate(toTemplate(reader.text('/oauth1_callback')))
  const known = text === '' || text === '{redirect_uri}' || text === 'oob'
  if (!known) reader.error('/oauth1_callback', 'type-mismatch', '"oauth1_callback" is neither {redirect_uri} nor oob')
  return text === 'oob'
}

function readRequests(context: LoadContext) {
  const { reader } = context
  const authUrl = readUrl(context, { pointer: '/oauth1_authorize_url', stage: 'auth', key: 'AUTH_URL' })
  if (!authUrl) reader.error('/oauth1_authorize_url', 'missing-field', 'the address of the login page is missing')
  const authQuery = readParams(context, '/oauth1_authorize_query', { stage: 'auth', part: 'query' })
  refuseProtocolNames(reader, '/oauth1_authorize_query', authQuery)
  const required = (name: string, key: 'REQUEST_TOKEN_URL' | 'TOKEN_URL', stage: 'request token' | 'token') => {
    const request = readSignedRequest(context, { at: `/oauth1_${name}`, stage, method: 'POST', key })
    if (!request) reader.error(`/oauth1_${name}_url`, 'missing-field', `"oauth1_${name}_url" is missing`)
    return request ?? { url: [], method: 'POST', format: 'form' as const, headers: [], query: [], data: [] }
  }
  return {
    authUrl: authUrl ?? [],
    authQuery,
    temporary: required('request_token', 'REQUEST_TOKEN_URL', 'request token'),
    access: required('access_token', 'TOKEN_URL', 'token'),
    validate: readSignedRequest(context, {
      at: '/oauth1_validate',
      stage: 'validate',
      method: 'GET',
      key: 'VALIDATE_URL',
    }),
    revoke: readRevoke(context),
  }
}

function readRevoke(context: LoadContext): OAuth1Config['revoke'] {
  const at = `${OAUTH1_EXT}/revoke`
  if (Object.keys(context.reader.object(at)).length === 0) return null
  const request = readSignedRequest(context, { at: `${at}/`, stage: 'revoke', method: 'POST' })
  if (!request) context.reader.error(at, 'missing-field', '"revoke" has no url')
  return request
}

function readUserinfo(context: LoadContext, keep: readonly KeptField[]): OAuth1Config['userinfo'] {
  const at = `${OAUTH1_EXT}/userinfo`
  if (own(context.reader.object(OAUTH1_EXT), 'userinfo') === undefined) return null
  context.reader.object(at)
  const request = readSignedRequest(context, { at: `${at}/`, stage: 'validate', method: 'GET' })
  if (!request) context.reader.error(at, 'missing-field', '"userinfo" has no url')
  return request && { ...request, keep }
}

/** Servers older than 1.0a send no verifier, confirm no callback, or want the callback on the login page. */
function readWayBack(reader: ConfigReader, ext: OAuth1Ext) {
  const byHand = readByHand(reader)
  const noVerifier = reader.flag('/oauth1_no_verifier', false)
  if (noVerifier) {
    const message = 'without a verifier, whoever sends a person a login address gets into that account (OAuth 1.0)'
    reader.warn('/oauth1_no_verifier', 'weak-server', message)
  }
  if (noVerifier && byHand) {
    reader.error('/oauth1_no_verifier', 'type-mismatch', 'the code that is typed by hand (oob) is the verifier')
  }
  // Only a server that was told the callback can confirm it.
  const unconfirmed = reader.flag('/oauth1_no_callback_confirmed', false) || ext.callbackIn === 'authorize'
  return { byHand, noVerifier, noCallbackConfirmed: unconfirmed }
}

/** PLAINTEXT sends the client secret along, so no input may choose where it goes (oauth.md 5849-7, REG-2). */
function limitPlaintext(context: LoadContext, config: OAuth1Config): void {
  for (const [pointer, url] of [
    ['/oauth1_validate_url', config.validate?.url],
    [`${OAUTH1_EXT}/userinfo/url`, config.userinfo?.url],
    [`${OAUTH1_EXT}/revoke/url`, config.revoke?.url],
  ] as const) {
    if (!url || !openHost(context, url)) continue
    const message = 'PLAINTEXT sends the client secret, so host_suffix has to say which hosts may get it'
    context.reader.error(pointer, 'bad-url', message)
  }
}
