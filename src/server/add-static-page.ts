import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyRequest } from 'fastify'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { readPageParts } from './page-parts.ts'
import { sendProblem } from './problem-replies.ts'
import type { TypedServer } from './route-types.ts'
import { APP_HEADERS, connectHeaders, EMBED_HEADERS } from './security-headers.ts'
import { wantsPage } from './wants-page.ts'

/** The built page: its files, and `index.html` for every address that the page itself understands. */
export async function addStaticPage(
  server: TypedServer,
  { webRoot, embedFrames }: Pick<Config, 'webRoot' | 'embedFrames'>,
): Promise<void> {
  const connect = connectHeaders(embedFrames)
  const built = existsSync(join(webRoot, 'index.html'))
  if (built) {
    const partsOf = readPageParts(webRoot)
    await server.register(fastifyStatic, {
      root: webRoot,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        if (isForHosts(path)) {
          reply.headers(EMBED_HEADERS).header('Cache-Control', 'no-cache')
          return
        }
        reply
          .headers(isConnect(reply.request) ? connect : APP_HEADERS)
          .header('Cache-Control', cacheOf(path.slice(webRoot.length)))
        const parts = path.endsWith('index.html') && partsOf(reply.request.url)
        if (parts) reply.header('Link', parts)
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

/** What pages of other origins load. */
function isForHosts(path: string): boolean {
  return /[/\\]embed(-react)?\.js$/.test(path)
}

/** The window of a connect session, and the parts of the page under its address. */
function isConnect({ url }: FastifyRequest): boolean {
  return /^\/connect([/?]|$)/.test(url)
}
