import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, own } from '#shared/json.ts'
import type { Wrapper } from './remote-key-source.ts'

export interface TransitOptions {
  /** `https://vault.example.com:8200/v1/transit/keys/flow`: the key, as the service names it. */
  url: string
  /** Read for each request: an agent may renew it. */
  token(): Promise<string>
  send(request: {
    method: string
    url: string
    headers: Record<string, string>
    body: string
  }): Promise<{ status: number; bytes: Uint8Array }>
}

/** Transit of HashiCorp Vault or OpenBao: its API `encrypt` and `decrypt`. */
export function transitWrapper({ url, token, send }: TransitOptions): Wrapper {
  const { host } = new URL(url)
  async function ask(what: 'encrypt' | 'decrypt', fields: Record<string, string>, wanted: string): Promise<string> {
    const answer = await send({
      method: 'POST',
      url: url.replace(/\/keys\/([^/]+)$/, `/${what}/$1`),
      headers: { 'content-type': 'application/json', 'x-vault-token': await token() },
      body: JSON.stringify(fields),
    })
    if (answer.status === 400 && what === 'decrypt') throw wrongKey(host)
    if (answer.status !== 200) throw refused(host, answer.status)
    const text = readField(answer.bytes, wanted)
    if (text === undefined) throw notUsable(host, 'does not answer as Transit does. Check its address.')
    return text
  }
  return {
    async wrap(plain) {
      const fields = { plaintext: Buffer.from(plain).toString('base64') }
      return Buffer.from(await ask('encrypt', fields, 'ciphertext'))
    },
    async unwrap(wrapped) {
      const ciphertext = Buffer.from(wrapped).toString()
      // What this service never made is not sent to it.
      if (!/^vault:v\d+:[A-Za-z0-9+/=]+$/.test(ciphertext)) throw wrongKey(host)
      return Buffer.from(await ask('decrypt', { ciphertext }, 'plaintext'), 'base64')
    },
  }
}

function readField(bytes: Uint8Array, name: string): string | undefined {
  try {
    const answer = JSON.parse(Buffer.from(bytes).toString()) as Json
    const data = isObject(answer) ? own(answer, 'data') : undefined
    const value = isObject(data) ? own(data, name) : undefined
    return typeof value === 'string' && value !== '' ? value : undefined
  } catch {
    return undefined
  }
}

function refused(host: string, status: number): AppError {
  if (status === 403) return notUsable(host, 'does not let this program in. Check the token and its policy.')
  if (status === 404) return notUsable(host, 'has no such key. Check the address of the key.')
  if (status === 400) return notUsable(host, 'cannot wrap with this key. Its type has to be one that encrypts.')
  const why = status === 503 ? 'is sealed or not ready' : `answered with ${status}`
  return new AppError('temporarily_unavailable', { detail: `The key service ${host} ${why}.`, retryAfter: 5 })
}

function notUsable(host: string, what: string): AppError {
  return new AppError('config_invalid', { detail: `The key service ${host} ${what}` })
}

function wrongKey(host: string): AppError {
  return new AppError('wrong_key', {
    detail: `The key of the service ${host} does not open this data. Name the key that this data was made with.`,
  })
}
