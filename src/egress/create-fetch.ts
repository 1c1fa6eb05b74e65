import { createHash } from 'node:crypto'
import { getCACertificates } from 'node:tls'
import { Agent, buildConnector, request as send } from 'undici'
import { AppError } from '#shared/errors/app-error.ts'
import { describeFailure } from './describe-failure.ts'
import type { Gate } from './open-connection.ts'
import { MAX_BYTES, readBody } from './read-body.ts'

const CONNECT_MS = 5_000
const WHOLE_MS = 20_000

interface EgressRequest {
  method: string
  url: string
  headers: Record<string, string>
  body?: string | Uint8Array
  /** PEM certificates trusted for this request besides the usual ones. */
  ca?: string
  /** PEM certificate and its private key, for servers that ask who calls (RFC 8705). */
  tls?: { cert: string; key: string }
  signal?: AbortSignal
}

interface EgressAnswer {
  status: number
  /** Lower-case names; a header sent several times is joined by `, `. */
  headers: Record<string, string>
  bytes: Uint8Array
  /** Milliseconds since the epoch. */
  receivedAt: number
}

export type EgressFetch = (request: EgressRequest) => Promise<EgressAnswer>

export interface FetchOptions {
  userAgent: string
  /** Opens the connections. */
  gate: Gate
  /** PEM certificates trusted besides the usual ones, for every request. */
  ca?: string
  /** For tests: milliseconds to connect, and for the whole exchange. */
  connectMs?: number
  wholeMs?: number
}

/**
 * The one way out for requests of the server itself (security.md §4): http and https only, no user info in the
 * address, no redirect followed, 5 s to connect, 20 s for everything, at most 1 MiB after decompression.
 *
 * Throws `AppError('temporarily_unavailable')`. Its `meta.cause` is a class word, and `meta.sent` says whether the
 * server may have acted on the request; neither holds anything of the address but its host.
 */
export function createFetch(options: FetchOptions): EgressFetch {
  const agents = new Map<string, Agent>()
  const agentFor = ({ ca: extra, tls }: EgressRequest) => {
    const ca = [options.ca, extra].filter(pem => pem !== undefined).join('\n')
    const name = createHash('sha256')
      .update(JSON.stringify([ca, tls]))
      .digest('hex')
    const known = agents.get(name)
    if (known) return known
    const agent = makeAgent(options.gate, { ca, ...tls }, options.connectMs ?? CONNECT_MS)
    agents.set(name, agent)
    return agent
  }
  return async request => {
    const url = checkUrl(request.url)
    const limit = AbortSignal.timeout(options.wholeMs ?? WHOLE_MS)
    const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit
    try {
      const answer = await send(url, {
        method: request.method as 'GET',
        headers: {
          'accept-encoding': 'gzip, deflate, br',
          ...lowerCased(request.headers),
          'user-agent': options.userAgent,
        },
        body: request.body ?? null,
        dispatcher: agentFor(request),
        signal,
      })
      const headers = flatten(answer.headers)
      const bytes = await readBody(answer.body, headers['content-encoding'], signal)
      return { status: answer.statusCode, headers, bytes, receivedAt: Date.now() }
    } catch (error) {
      const failure = describeFailure(error, url.hostname, limit.aborted)
      throw new AppError('temporarily_unavailable', {
        detail: failure.detail,
        meta: { cause: failure.cause, host: url.hostname, sent: failure.sent },
        ...(failure.allow === undefined ? {} : { next: { allow: failure.allow } }),
      })
    }
  }
}

function makeAgent(gate: Gate, { ca, ...own }: { ca: string; cert?: string; key?: string }, connectMs: number): Agent {
  const overTls = buildConnector({ timeout: connectMs, ...(ca === '' ? {} : { ca: withUsualRoots(ca) }), ...own })
  return new Agent({
    connect: (options, done) => {
      const host = options.hostname
      const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80))
      gate.open({ host, port, timeoutMs: connectMs }).then(
        socket => {
          if (options.protocol === 'https:') return overTls({ ...options, httpSocket: socket }, done)
          done(null, socket.setNoDelay(true))
        },
        (error: Error) => done(error, null),
      )
    },
    maxResponseSize: MAX_BYTES,
    // One connection a request: a server that closes an idle one just then would cost a code or a refresh token.
    pipelining: 0,
  })
}

/** Node's `ca` option replaces its own list, so that list goes along. */
function withUsualRoots(ca: string): string[] {
  return [...getCACertificates('default'), ca]
}

function checkUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const refuse = (detail: string) =>
    new AppError('temporarily_unavailable', { detail, meta: { cause: 'refused-by-policy', sent: false } })
  if (!url) throw refuse('The address of the service cannot be read.')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refuse(`Only http and https addresses are called, not ${url.protocol}`)
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse('The address of the service holds a user name. Remove it from the address.')
  }
  return url
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}
