import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { formOf, type SignerRequest, urlOf } from './signer-request.ts'
import { TEST_KEY } from './test-key.ts'

/** The distribution's python first: that is where `python3-oauthlib` is. */
const PYTHONS = ['/usr/bin/python3', 'python3']

/** The python that has oauthlib, with its version; null where none has. */
export function findOAuthlib(): { python: string; version: string } | null {
  for (const python of PYTHONS) {
    try {
      const code = 'import oauthlib; print(oauthlib.__version__)'
      const version = execFileSync(python, ['-c', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      return { python, version: version.trim() }
    } catch {
      // Not installed there: the next one may have it.
    }
  }
  return null
}

/** It always sends the version, and knows no verb in small letters. */
const canSign = ({ version, method }: SignerRequest) => version && method === method.toUpperCase()

/** Signatures, or null where oauthlib cannot make one. Throws where it refuses a request that it should sign. */
export async function signWithOAuthlib(python: string, requests: readonly SignerRequest[]): Promise<(string | null)[]> {
  const wanted = requests.filter(canSign)
  const child = spawn(python, [join(import.meta.dirname, 'sign_with_oauthlib.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(wanted.map(request => `${JSON.stringify(toOAuthlib(request))}\n`).join(''))
  const lines = (await text(child.stdout)).trim().split('\n')
  if (wanted.length > 0 && lines.length !== wanted.length) {
    throw new Error(`oauthlib answered ${lines.length} of ${wanted.length} requests`)
  }
  const answers = new Map(wanted.map((request, i) => [request, readAnswer(lines[i] ?? '', request)]))
  return requests.map(request => answers.get(request) ?? null)
}

function readAnswer(line: string, request: SignerRequest): string {
  const answer: { signature?: string; refused?: string } = JSON.parse(line)
  if (answer.signature === undefined) throw new Error(`oauthlib refused ${urlOf(request)}: ${answer.refused}`)
  return answer.signature
}

function toOAuthlib(request: SignerRequest): object {
  const { more, token } = request
  return {
    url: urlOf(request),
    method: request.method,
    form: formOf(request) ?? null,
    signatureMethod: request.signatureMethod,
    clientId: request.clientId,
    clientSecret: request.clientSecret,
    token: token?.token ?? null,
    tokenSecret: token?.secret ?? null,
    callback: more?.[0] === 'oauth_callback' ? more[1] : null,
    verifier: more?.[0] === 'oauth_verifier' ? more[1] : null,
    privateKey: TEST_KEY,
    realm: request.realm,
    nonce: request.nonce,
    timestamp: String(request.timestamp),
  }
}
