import { createPrivateKey, X509Certificate } from 'node:crypto'
import { own } from '#shared/json.ts'
import { fitsAlg, isCertificate } from './client-assertion.ts'
import type { ConfigReader } from './config-reader.ts'
import type { LoadEntry } from './load-types.ts'
import type { LoadContext } from './load-urls.ts'
import { nearestName } from './nearest-name.ts'
import { EXT_POINTER } from './read-ext.ts'
import { readTemplate } from './read-params.ts'
import { namesOf } from './template.ts'
import type { AssertionAlg, ClientAuth, OAuth2Config, Template } from './types.ts'

const AT = `${EXT_POINTER}/assertion`
const KEYS: ReadonlySet<string> = new Set(['alg', 'aud', 'iss', 'sub', 'kid', 'seconds'])
/** RFC 7523 wants a short life; nobody needs more than five minutes. */
const LONGEST_SECONDS = 300
/** What differs from sign-in to sign-in does not say who the client is. */
const NOT_OF_CLIENT: ReadonlySet<string> = new Set(['redirect_uri', 'scope', 'state', 'code_challenge'])

/** How the client proves itself (oauth.md §5: `basic`, `assertion`), with the keys of the load file for it checked. */
export function readClientAuth(
  context: LoadContext,
  entry: LoadEntry,
  { clientAuth, clientCertificate }: Pick<OAuth2Config, 'clientAuth' | 'clientCertificate'>,
): Pick<OAuth2Config, 'basic' | 'assertion'> {
  const assertion = readAssertion(context, clientAuth)
  if (clientCertificate) checkCertificate(context.reader, entry)
  checkKeys(context.reader, entry, { clientAuth, clientCertificate, alg: assertion.alg })
  return { basic: readBasic(context), assertion }
}

function readBasic(context: LoadContext): OAuth2Config['basic'] {
  const given = context.reader.object(`${EXT_POINTER}/basic`)
  const place = { stage: 'token', part: 'headers' } as const
  const pair = (key: string, fallback: Template) =>
    readTemplate(context, `${EXT_POINTER}/basic/${key}`, place) ?? (own(given, key) === '' ? [] : fallback)
  return {
    user: pair('user', [{ name: 'client_id' }]),
    password: pair('password', [{ name: 'client_secret' }]),
  }
}

function readAssertion(context: LoadContext, clientAuth: ClientAuth): OAuth2Config['assertion'] {
  const { reader } = context
  for (const key of Object.keys(reader.object(AT))) {
    const near = nearestName(key, KEYS)
    if (!KEYS.has(key))
      reader.error(AT, 'unknown-key', `"assertion" has no key "${key}"${near ? `; meant: "${near}"` : ''}`)
  }
  const alg =
    clientAuth === 'client_secret_jwt'
      ? reader.oneOf<AssertionAlg>(`${AT}/alg`, ['HS256'], 'HS256')
      : reader.oneOf<AssertionAlg>(`${AT}/alg`, ['RS256', 'PS256', 'ES256'], 'RS256')
  const seconds = reader.number(`${AT}/seconds`) ?? LONGEST_SECONDS
  if (seconds < 1 || seconds > LONGEST_SECONDS) {
    reader.error(`${AT}/seconds`, 'type-mismatch', `"seconds" of "assertion" is from 1 to ${LONGEST_SECONDS}`)
  }
  const claim = (key: string) => readClaim(context, `${AT}/${key}`)
  const client: Template = [{ name: 'client_id' }]
  return {
    alg,
    aud: claim('aud'),
    iss: claim('iss') ?? client,
    sub: claim('sub') ?? client,
    kid: claim('kid') ?? [],
    seconds: Math.floor(seconds),
  }
}

function readClaim(context: LoadContext, pointer: string): Template | null {
  const template = readTemplate(context, pointer, { stage: 'auth', part: 'headers' })
  const name = template && namesOf(template).find(one => NOT_OF_CLIENT.has(one))
  if (name) context.reader.error(pointer, 'misplaced-name', `the name {${name}} has no value in a client assertion`)
  return template
}

/** Mutual TLS shows the one and signs with the other, so they have to be a pair (RFC 8705). */
function checkCertificate(reader: ConfigReader, { values }: LoadEntry): void {
  const { PRIVATE_KEY: key, CERTIFICATE: certificate } = values
  for (const name of ['PRIVATE_KEY', 'CERTIFICATE']) {
    if (!values[name])
      reader.entry('error', name, 'missing-field', `mutual TLS needs the key ${name}, and it is missing`)
  }
  if (!key || !certificate) return
  if (!isCertificate(certificate)) {
    reader.entry('error', 'CERTIFICATE', 'type-mismatch', 'CERTIFICATE is no certificate in PEM form')
  } else if (!isPair(certificate, key)) {
    reader.entry('error', 'PRIVATE_KEY', 'type-mismatch', 'PRIVATE_KEY is not the key of CERTIFICATE')
  }
}

function isPair(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

interface Signing {
  clientAuth: ClientAuth
  clientCertificate: boolean
  alg: AssertionAlg
}

function checkKeys(reader: ConfigReader, { values }: LoadEntry, { clientAuth, clientCertificate, alg }: Signing): void {
  const { CLIENT_SECRET: secret, PRIVATE_KEY: pem, CERTIFICATE: certificate } = values
  if (clientAuth !== 'private_key_jwt' || alg === 'HS256') {
    for (const key of clientCertificate ? [] : ['PRIVATE_KEY', 'CERTIFICATE']) {
      if (values[key]) reader.entry('warning', key, 'unused-key', `client_auth "${clientAuth}" uses no ${key}`)
    }
    if (secret || clientAuth === 'none') return
    const message = 'the key "CLIENT_SECRET" is missing. Only client_auth "none" and "private_key_jwt" do without.'
    reader.entry('error', 'CLIENT_SECRET', 'missing-field', message)
    return
  }
  if (!pem)
    reader.entry('error', 'PRIVATE_KEY', 'missing-field', 'private_key_jwt signs with a PRIVATE_KEY, and it is missing')
  else if (!fitsAlg(pem, alg)) reader.entry('error', 'PRIVATE_KEY', 'type-mismatch', `PRIVATE_KEY is no ${KIND[alg]}`)
  if (certificate && !isCertificate(certificate)) {
    reader.entry('error', 'CERTIFICATE', 'type-mismatch', 'CERTIFICATE is no certificate in PEM form')
  }
}

const RSA = 'RSA key of at least 2048 bits in PEM form without a passphrase'
const KIND = { RS256: RSA, PS256: RSA, ES256: 'P-256 key in PEM form without a passphrase' } as const
