import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, PageSession } from '#app/app.ts'
import type { Config } from '#config'
import { AppError } from '#shared/errors/app-error.ts'

/** How requests carry the browser session (security.md §5.2). */
export interface SessionCookies {
  /** The session of this request; a new one, with its cookie on the reply, where there is none. */
  open(request: FastifyRequest, reply: FastifyReply): Promise<PageSession>
  /** The session of this request. Throws `session_missing`. */
  require(request: FastifyRequest): Promise<PageSession>
}

/** The cookie plugin has to stand in the same scope. */
export function makeSessionCookies(app: App, config: Config): SessionCookies {
  const secure = config.publicUrl.startsWith('https:')
  // `__Host-` needs https; and cookies ignore ports, so on loopback the name tells two instances apart.
  const name = secure ? '__Host-fc_sid' : `fc_sid_${config.port}`
  return {
    async open(request, reply) {
      const session = await app.openSession(request.cookies[name])
      if (session.newCookie !== undefined) {
        reply.setCookie(name, session.newCookie, {
          path: '/',
          httpOnly: true,
          sameSite: 'lax',
          secure,
          maxAge: session.maxAge,
        })
      }
      return session
    },
    async require(request) {
      const session = await app.findSession(request.cookies[name])
      if (session) return session
      throw new AppError('session_missing', {
        detail: 'This browser sent no session for the sign-in. Start again from the page, in the same browser.',
      })
    },
  }
}
