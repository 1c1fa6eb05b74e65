import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { localPath } from './local-path.ts'
import { API_HEADERS } from './security-headers.ts'

/** Without a promise: it stands before every request. */
type HostHook = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => void

/**
 * Answers only under our own names, which stops a foreign name that was pointed at this machine (security.md §5.2).
 * A page opened under another of our names is sent to `publicUrl`: the cookie of a sign-in lives there only. Keys need
 * no cookie, so `/api/v1` works under all of our names.
 */
export function makeHostHook(config: Config): HostHook {
  const home = new URL(config.publicUrl)
  const allowed = namesOf(config)
  return (request, reply, done) => {
    const host = request.headers.host ?? ''
    if (!allowed.has(host)) {
      throw new AppError('wrong_host', { detail: `Nothing is served under this address. Use ${config.publicUrl}.` })
    }
    if (host === home.host || needsNoCookie(request.url)) return done()
    if (isPage(request)) {
      return void reply.headers(API_HEADERS).redirect(`${config.publicUrl}${localPath(request.url)}`, 307)
    }
    throw new AppError('wrong_host', { detail: `Sessions live under ${config.publicUrl}. Use that address.` })
  }
}

/** Every host and port that this server answers under. */
export function namesOf({ port, publicUrl }: Pick<Config, 'port' | 'publicUrl'>): ReadonlySet<string> {
  const names = ['localhost', '127.0.0.1', '[::1]'].map(name => `${name}:${port}`)
  return new Set([...names, new URL(publicUrl).host])
}

/** For whatever watches over a node: it asks under the node's own name, and takes a redirect for a yes. */
const WATCHED = new Set(['/healthz', '/readyz', '/metrics'])

function needsNoCookie(url: string): boolean {
  return url.startsWith('/api/v1/') || WATCHED.has(url)
}

function isPage(request: FastifyRequest): boolean {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  return reads && !request.url.startsWith('/api/') && !request.url.startsWith('/oauth/')
}
