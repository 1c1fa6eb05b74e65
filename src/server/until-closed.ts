import type { FastifyReply } from 'fastify'

/** Aborted when the line to whoever asked is cut before there was an answer. */
export function untilClosed(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}
