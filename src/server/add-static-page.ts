import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyRequest } from 'fastify'
import { AppError } from '#shared/errors/app-error.ts'
import { sendProblem } from './problem-replies.ts'
import type { TypedServer } from './route-types.ts'
import { APP_HEADERS } from './security-headers.ts'

const NEVER_A_PAGE = /^\/(api|oauth|validators|assets)(\/|$)/

/** The built page: its files, and `index.html` for every address that the page itself understands. */
export async function addStaticPage(server: TypedServer, webRoot: string): Promise<void> {
  const built = existsSync(join(webRoot, 'index.html'))
  if (built) {
    await server.register(fastifyStatic, {
      root: webRoot,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.headers(APP_HEADERS).header('Cache-Control', cacheOf(path.slice(webRoot.length)))
      },
    })
  }
  server.setNotFoundHandler((request, reply) => {
    if (built && wantsPage(request)) return reply.sendFile('index.html')
    const detail =
      !built && wantsPage(request) ? 'The page is not built. Run: npm run build' : 'There is nothing at this address.'
    return sendProblem(request, reply, new AppError('not_found', { detail }))
  })
}

/** Names under `assets` change with their content. */
function cacheOf(path: string): string {
  return /^[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function wantsPage(request: FastifyRequest): boolean {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const path = request.url.split('?')[0] ?? ''
  return reads && !NEVER_A_PAGE.test(path) && (request.headers.accept ?? '').includes('text/html')
}
