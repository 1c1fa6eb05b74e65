import { once } from 'node:events'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Json } from '#shared/json.ts'
import { type Asked, readAsked } from '../../../test/faulty-provider/read-asked.ts'

const require = createRequire(import.meta.url)

/** One sign-in, in the words of the package `grant`. */
export interface GrantSignIn {
  name: string
  entry: Record<string, Json>
  key: string
  secret: string
  redirectUri: string
  scope: string
  state: string
  code: string
}

/** What the package `grant` sends: its own code, with its quirks of single providers. */
export interface GrantRequests {
  loginUrl(signIn: GrantSignIn): Promise<string>
  tokenRequest(signIn: GrantSignIn): Promise<Asked>
  close(): Promise<void>
}

interface Flow {
  authorize(step: object): Promise<{ output: string }>
  access(options: object): (step: object) => Promise<{ output: unknown }>
}

export async function openGrantRequests(): Promise<GrantRequests> {
  const flow: Flow = require('grant/lib/flow/oauth2.js')
  let last: Asked | undefined
  const server = createServer((request, response) => {
    void readAsked(request).then(asked => {
      last = asked
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":"a"}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    async loginUrl(signIn) {
      return (await flow.authorize({ provider: providerOf(signIn), input: {} })).output
    },
    async tokenRequest(signIn) {
      last = undefined
      const provider = { ...providerOf(signIn), access_url: `${origin}/token` }
      const input = { query: { code: signIn.code, state: signIn.state }, body: {}, session: { state: signIn.state } }
      await flow.access({ request: {} })({ provider, input })
      if (!last) throw new Error(`grant asked for no token of ${signIn.name}`)
      return last
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** As its own `config.js` makes it of an entry and of what an application adds. */
function providerOf({ name, entry, key, secret, redirectUri, scope, state }: GrantSignIn): object {
  const own = { name, [name]: true, key, secret, redirect_uri: redirectUri, state, subdomain: 'example' }
  return { ...entry, ...own, ...(scope === '' ? {} : { scope }), custom_params: { api_key: 'key' } }
}
