import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { CA, SERVER_CERTIFICATE, SERVER_KEY } from '#egress/fixtures/mutual-tls.ts'
import {
  answerDevice,
  answerExchange,
  answerIntrospect,
  answerMe,
  answerMetadata,
  answerRevoke,
} from './account-endpoints.ts'
import { authorize } from './authorize.ts'
import { type FaultyServer, SKEW_MS } from './faulty-server.ts'
import { GrantMemory } from './grant-memory.ts'
import { formPage, readFormPage } from './posted-answer.ts'
import { answerPush } from './push-endpoint.ts'
import { type Asked, readAsked } from './read-asked.ts'
import type { Switch } from './switches.ts'
import { makeTokenEndpoint } from './token-endpoint.ts'

interface FaultyOptions {
  switches?: Iterable<Switch>
  /** Milliseconds since the epoch; a test that moves time hands in its own. */
  now?: () => number
  /** PEM, of a client that signs. */
  publicKey?: string
}

export interface FaultyProvider {
  origin: string
  /** On at the moment; may be changed between two requests. */
  on: Set<Switch>
  /** All requests so far, as `POST /token`. */
  requests: string[]
  /** Everything that came in whole: address, headers and body, to look for what must not be there. */
  seen: Asked[]
  /** Opens a login address as a browser does; gives the address it is sent back to, or what the page says. */
  signIn(loginUrl: string): Promise<{ to: string } | { wrong: string }>
  /** From now on the browser is sent back to these addresses only. */
  register(uris: string[]): void
  isGood(accessToken: string): boolean
  /** Requests for tokens that were refused so far. */
  refusals(): number
  /** Grants that no token opens any more. */
  endedGrants(): number
  revokeAll(): void
  close(): Promise<void>
}

/** A small authorization server on loopback with one switch for each way in which such servers are odd or broken. */
export async function startFaultyProvider(options: FaultyOptions = {}): Promise<FaultyProvider> {
  const server: FaultyServer = {
    on: new Set(options.switches),
    origin: '',
    memory: new GrantMemory(),
    now: options.now ?? Date.now,
    registered: null,
    refusals: 0,
    visits: 0,
    publicKey: options.publicKey,
  }
  const seen: Asked[] = []
  const route = makeRoutes(server)
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    void readAsked(request).then(asked => {
      seen.push(asked)
      const ahead = server.on.has('clock_skew') ? SKEW_MS : 0
      response.setHeader('date', new Date(server.now() + ahead).toUTCString())
      return route(asked, response)
    })
  }
  const isSecure = server.on.has('mtls')
  const http = isSecure ? createSecureServer(MUTUAL_TLS, listener) : createServer(listener)
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  server.origin = isSecure ? `https://localhost:${port}` : `http://127.0.0.1:${port}`
  return {
    origin: server.origin,
    on: server.on,
    get requests() {
      return seen.map(({ method, path }) => `${method} ${path}`)
    },
    seen,
    signIn: loginUrl => signIn(server, loginUrl),
    register(uris) {
      server.registered = uris
    },
    isGood: token => server.memory.byAccess(token, server.now()) !== undefined,
    refusals: () => server.refusals,
    endedGrants: () => server.memory.grants.filter(grant => grant.ended).length,
    revokeAll: () => server.memory.endAll(),
    async close() {
      http.closeAllConnections()
      await new Promise(resolve => http.close(resolve))
    },
  }
}

/** Who shows no certificate gets no connection (RFC 8705). */
const MUTUAL_TLS = { ca: CA, cert: SERVER_CERTIFICATE, key: SERVER_KEY, requestCert: true, rejectUnauthorized: true }

async function signIn(server: FaultyServer, loginUrl: string): Promise<{ to: string } | { wrong: string }> {
  // People show no certificate, so the page they sign in at is another one.
  if (server.on.has('mtls')) return authorize(server, askedBy(loginUrl))
  const answer = await fetch(server.on.has('fragment_route') ? byRoute(loginUrl) : loginUrl, { redirect: 'manual' })
  const text = await answer.text()
  const to = answer.headers.get('location') ?? readFormPage(text)
  return to === undefined ? { wrong: text } : { to }
}

function askedBy(loginUrl: string): Asked {
  const { pathname: path, search, searchParams: query } = new URL(loginUrl)
  return { method: 'GET', path, query, rawQuery: search.slice(1), headers: {}, body: {}, bodyKind: 'none' }
}

/** What the script of a page does that reads its parameters behind the `#`. */
function byRoute(loginUrl: string): string {
  const url = new URL(loginUrl)
  const [, query = ''] = /^#\/sign-in\?(.*)$/.exec(url.hash) ?? []
  url.pathname = '/sign-in'
  url.search = query
  url.hash = ''
  return url.href
}

function makeRoutes(server: FaultyServer) {
  const answerToken = makeTokenEndpoint(server)
  return async (asked: Asked, response: ServerResponse): Promise<void> => {
    const { path } = asked
    if (path === '/authorize' || path === '/sign-in') answerAuthorize(server, asked, response)
    else if (path === '/token' || path === '/renew') await answerToken(asked, response)
    else if (path === '/me' || path === '/profile') answerMe(server, asked, response)
    else if (path === '/revoke' || path === '/tokens') answerRevoke(server, asked, response)
    else if (path === '/exchange') answerExchange(server, asked, response)
    else if (path === '/introspect') answerIntrospect(server, asked, response)
    else if (path === '/par') answerPush(server, asked, response)
    else if (path === '/device') answerDevice(server, response)
    else if (path.startsWith('/.well-known/')) answerMetadata(server, response)
    else response.writeHead(404).end('Nothing is here.')
  }
}

function answerAuthorize(server: FaultyServer, asked: Asked, response: ServerResponse): void {
  const outcome = authorize(server, asked)
  if ('to' in outcome && server.on.has('form_post')) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(formPage(outcome.to))
  } else if ('to' in outcome) response.writeHead(302, { location: outcome.to }).end()
  else response.writeHead(400, { 'content-type': 'text/plain' }).end(outcome.wrong)
}
