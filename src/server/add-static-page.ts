import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { readPageFiles } from './page-files.ts'
import { sendProblem } from './problem-replies.ts'
import type { TypedServer } from './route-types.ts'
import { wantsPage } from './wants-page.ts'

/** The built page, where no route answers. */
export function addStaticPage(server: TypedServer, config: Pick<Config, 'webRoot' | 'embedFrames'>): void {
  const sendPage = readPageFiles(config)
  server.setNotFoundHandler((request, reply) => {
    let sent = sendPage !== undefined
    // What hooks have set by now is sent along.
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value) reply.raw.setHeader(name, value)
    sendPage?.(request.raw, reply.raw, () => {
      sent = false
    })
    if (sent) return reply.hijack()
    const detail =
      !sendPage && wantsPage(request)
        ? 'The page is not built. Run: npm run build'
        : 'There is nothing at this address.'
    return sendProblem(request, reply, new AppError('not_found', { detail }))
  })
}
