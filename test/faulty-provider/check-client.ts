import { createVerify } from 'node:crypto'
import { CLIENT, type FaultyServer, type Refusal, refuse } from './faulty-server.ts'
import type { Asked } from './read-asked.ts'

/** Says what is wrong with how a request proves its client, or nothing. */
export function checkClient(server: FaultyServer, asked: Asked, params: Record<string, string>): Refusal | undefined {
  const { on } = server
  const bad = (why: string) => refuse('invalid_client', why, 401)
  const basic = readBasic(asked.headers.authorization)
  if (on.has('assertion_aud') || on.has('assertion_issuer')) {
    return checkAssertion(server, params) ? undefined : bad('the assertion does not prove the client')
  }
  if (on.has('public')) {
    return params['client_secret'] === undefined && !basic ? undefined : bad('a public client has no secret')
  }
  if (on.has('secret_as_user')) {
    return basic?.user === encode(CLIENT.secret) && basic.password === '' ? undefined : bad('the user is the secret')
  }
  if (on.has('basic_raw')) {
    return isPair(basic, text => text) ? undefined : bad('the pair is not to be encoded')
  }
  if (on.has('basic_only')) {
    if (params['client_secret'] !== undefined) return bad('the secret stands in the parameters')
    return isPair(basic, encode) ? undefined : bad('only Basic is taken')
  }
  if (basic && on.has('post_only')) return bad('a header Basic is not taken')
  if (basic) return isPair(basic, encode) ? undefined : bad('id and secret do not fit')
  const id = on.has('renamed') ? params['client_key'] : params['client_id']
  return id === CLIENT.id && params['client_secret'] === CLIENT.secret ? undefined : bad('id and secret do not fit')
}

interface Pair {
  user: string
  password: string
}

function isPair(pair: Pair | undefined, written: (text: string) => string): boolean {
  return pair?.user === written(CLIENT.id) && pair.password === written(CLIENT.secret)
}

function readBasic(header: string | undefined): Pair | undefined {
  const [, pair] = /^Basic (.+)$/.exec(header ?? '') ?? []
  if (pair === undefined) return undefined
  const [user = '', password = ''] = Buffer.from(pair, 'base64').toString().split(/:(.*)/s)
  return { user, password }
}

function encode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}

function checkAssertion(server: FaultyServer, params: Record<string, string>): boolean {
  const [head = '', claims = '', signature = ''] = (params['client_assertion'] ?? '').split('.')
  if (signature === '' || params['client_secret'] !== undefined || server.publicKey === undefined) return false
  const good = createVerify('sha256')
    .update(`${head}.${claims}`)
    .verify(server.publicKey, Buffer.from(signature, 'base64url'))
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
  const audience = server.on.has('assertion_issuer') ? server.origin : 'urn:depot:audience'
  const isFresh = typeof said['exp'] === 'number' && said['exp'] * 1000 > server.now()
  return good && said['aud'] === audience && said['iss'] === CLIENT.id && isFresh
}
