import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/** What one login holds at the server: every token that ever came from one sign-in. */
export interface Family {
  id: string
  /** Refresh tokens that were never used. */
  live: Set<string>
  /** Refresh tokens that were used, and when. */
  used: Map<string, number>
  /** Ms a used token still works; 0 is strict rotation. */
  graceMs: number
  /** A used token came again after its grace: all tokens of the family are revoked. */
  dead: boolean
  calls: number
  refused: number
  /** Access tokens in the order they were given out. */
  access: string[]
}

/** Instead of the usual answer; `commit` gives out new tokens all the same. */
export interface Trouble {
  commit?: boolean
  status?: number
  body?: string
  headers?: Record<string, string>
  hangUp?: boolean
}

export interface TokenServer {
  origin: string
  /** Tokens of so many new sign-ins. */
  plant(count: number, graceMs?: number): Planted[]
  familyOf(token: string): Family | undefined
  /** A code for one sign-in. */
  code(): string
  calls: number
  /** Seconds the access tokens live that are given out from now on. */
  life: number
  /** Asked before a request is looked at; may take its time. */
  trouble: ((family: Family | undefined) => Trouble | undefined | Promise<Trouble | undefined>) | undefined
  /** Called when new tokens exist and before anybody is told. */
  committed: ((family: Family) => void | Promise<void>) | undefined
  /** Ms the server's clock is ahead. */
  shift: number
  /** Nobody listens any more, until `up`. */
  down(): Promise<void>
  up(): Promise<void>
  /** From the next connection on. */
  show(certificate: Certificate): void
  close(): Promise<void>
}

/** Both as PEM. */
export interface Certificate {
  key: string
  cert: string
}

export interface Planted {
  family: Family
  accessToken: string
  refreshToken: string
}

export const CLIENT_SECRET = 'lab-client-secret'

/**
 * An authorization server on loopback whose refresh tokens work once. A used one that comes back within the grace
 * gives one more successor; after it, the whole family is revoked (RFC 9700 §4.14.2).
 */
export async function startTokenServer(certificate?: Certificate): Promise<TokenServer> {
  const families = new Map<string, Family>()
  const codes = new Set<string>()
  let count = 0
  const answerers = makeAnswers(families, codes, () => server)
  const answer = (request: IncomingMessage, response: ServerResponse) => void answerers(request, response)
  const secure = certificate ? createTlsServer(certificate, answer) : undefined
  const http = secure ?? createServer(answer)
  const listen = (port: number) => new Promise<void>(resolve => http.listen(port, '127.0.0.1', resolve))
  const end = async () => {
    http.closeAllConnections()
    await new Promise(resolve => http.close(resolve))
  }
  await listen(0)
  const { port } = http.address() as AddressInfo
  const server: TokenServer = {
    origin: secure ? `https://localhost:${port}` : `http://localhost:${port}`,
    down: end,
    up: () => listen(port),
    show: next => secure?.setSecureContext(next),
    plant: (count, graceMs = 0) =>
      Array.from({ length: count }, () => {
        const family = newFamily(families, graceMs)
        return { family, ...issue(family) }
      }),
    familyOf: token => families.get(token.split('.')[1] ?? ''),
    code() {
      const code = `code-${++count}`
      codes.add(code)
      return code
    },
    calls: 0,
    life: 3600,
    trouble: undefined,
    committed: undefined,
    shift: 0,
    close: end,
  }
  return server
}

function newFamily(families: Map<string, Family>, graceMs: number): Family {
  const id = String(families.size + 1)
  const family: Family = {
    id,
    live: new Set(),
    used: new Map(),
    graceMs,
    dead: false,
    calls: 0,
    refused: 0,
    access: [],
  }
  families.set(id, family)
  return family
}

function issue(family: Family): { accessToken: string; refreshToken: string } {
  const serial = family.access.length + 1
  const refreshToken = `refresh.${family.id}.${serial}`
  const accessToken = `access.${family.id}.${serial}`
  family.live.add(refreshToken)
  family.access.push(accessToken)
  return { accessToken, refreshToken }
}

/** True when the token was good, or used so short a time ago that it still is. */
function take(family: Family, token: string, now: number): boolean {
  if (family.dead) return false
  if (family.live.delete(token)) {
    family.used.set(token, now)
    return true
  }
  const usedAt = family.used.get(token)
  if (usedAt !== undefined && now - usedAt < family.graceMs) return true
  family.dead = true
  return false
}

function makeAnswers(families: Map<string, Family>, codes: Set<string>, server: () => TokenServer) {
  const grant = (form: URLSearchParams): Family | undefined => {
    if (form.get('client_secret') !== CLIENT_SECRET) return undefined
    if (form.get('grant_type') === 'authorization_code') {
      return codes.delete(form.get('code') ?? '') ? newFamily(families, 0) : undefined
    }
    const token = form.get('refresh_token') ?? ''
    const family = server().familyOf(token)
    return family && take(family, token, Date.now() + server().shift) ? family : undefined
  }
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await bodyOf(request))
    const asked = server().familyOf(form.get('refresh_token') ?? '')
    server().calls++
    if (asked) asked.calls++
    const trouble = await server().trouble?.(asked)
    // Whoever gave up meanwhile gets nothing, and nothing was given out.
    if (response.destroyed) return
    const family = !trouble || trouble.commit ? grant(form) : undefined
    if (asked && !family && !trouble) asked.refused++
    const tokens = family ? issue(family) : undefined
    if (family) await server().committed?.(family)
    if (trouble?.hangUp) response.destroy()
    else if (trouble?.status !== undefined) {
      response.writeHead(trouble.status, { 'content-type': 'text/html', ...trouble.headers }).end(trouble.body ?? '')
    } else if (!tokens) {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}')
    } else {
      const { accessToken: access_token, refreshToken: refresh_token } = tokens
      const answer = { access_token, refresh_token, token_type: 'Bearer', expires_in: server().life }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
