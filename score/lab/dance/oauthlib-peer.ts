import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type LoginWorld, PUBLIC_URL, RETURN_PATH } from '#app/logins/fixtures/login-world.ts'
import type { SignatureMethod } from '#oauth/types.ts'
import { PRIVATE_KEY, PUBLIC_KEY } from '../oauth/signing-keys.ts'
import type { Peer, Step } from './peer.ts'
import { startRefused } from './run-dance.ts'

const CLIENT = { id: 'abcdefgh', secret: 'canary-secret & more' }

export interface OAuthlibDance {
  method: SignatureMethod
  sendIn: 'header' | 'query' | 'body'
}

/** A server of OAuth 1.0a in python: every signature, timestamp, token and verifier is judged by oauthlib. */
export function oauthlibPeer(python: string, { method, sendIn }: OAuthlibDance): (world: LoginWorld) => Promise<Peer> {
  return async () => {
    const child = spawn(python, [join(import.meta.dirname, 'oauthlib_server.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const settings = {
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      publicKey: PUBLIC_KEY,
      redirectUri: PUBLIC_URL + RETURN_PATH,
    }
    child.stdin.write(`${JSON.stringify(settings)}\n`)
    const [port] = (await once(createInterface(child.stdout), 'line')) as [string]
    return {
      document: {
        name: 'depot-cloud',
        title: 'oauthlib',
        oauth_type: 'OAuth1',
        base_url: `http://127.0.0.1:${port}`,
        oauth1_signature_method: method,
        oauth1_send_in: sendIn,
        oauth1_request_token_url: '/request_token',
        oauth1_authorize_url: '/authorize',
        oauth1_access_token_url: '/access_token',
        oauth1_validate_url: '/me?page=1&q=a%20b%2Bc&empty=',
        oauth1_ext: { account: { id: '/user', label: '/name' } },
      },
      values: {
        CLIENT_ID: CLIENT.id,
        CLIENT_SECRET: CLIENT.secret,
        ...(method === 'RSA-SHA1' ? { PRIVATE_KEY } : {}),
      },
      account: 'Pat Planner',
      cancels: null,
      more: method === 'RSA-SHA1' ? [] : [REFUSED],
      async visit(loginUrl) {
        const answer = await fetch(loginUrl, { redirect: 'manual' })
        return new URL(answer.headers.get('location') ?? '').search.slice(1)
      },
      async close() {
        const ended = once(child, 'exit')
        child.stdin.end()
        await ended
      },
    }
  }
}

/** Or the judge would not be one. */
const REFUSED: Step = {
  name: 'a signature with another secret is refused',
  async run(dance) {
    await dance.world.load({ ...dance.peer.values, CLIENT_SECRET: 'canary-other' })
    assert.equal(await startRefused(dance), 'failed')
  },
}
