import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor, App, ConnectVisit, PageSession } from '#app/app.ts'
import type { Config } from '#config'
import { AppError } from '#shared/errors/app-error.ts'

/** A browser session, and whom it acts for. */
export interface OwnSession {
  session: PageSession
  actor: Actor
}

/** How requests carry the browser session (security.md §5.2). */
export interface SessionCookies {
  /** The session of this request; a new one, with its cookie on the reply, where there is none. */
  open(request: FastifyRequest, reply: FastifyReply): Promise<PageSession>
  /** The session of this request. Throws `session_missing`. */
  require(request: FastifyRequest): Promise<PageSession>
  /** The connect session of this request. Throws `session_missing`. */
  requireConnect(request: FastifyRequest): Promise<ConnectVisit>
  /** Every session this browser has, that of a connect window first. Throws `session_missing` where there is none. */
  requireAny(request: FastifyRequest): Promise<[OwnSession, ...OwnSession[]]>
  /** Gives the browser the cookie of a connect session. */
  setConnect(reply: FastifyReply, cookie: { value: string; maxAge: number }): void
}

/** The cookie plugin has to stand in the same scope. */
export function makeSessionCookies(app: App, config: Config): SessionCookies {
  const secure = config.publicUrl.startsWith('https:')
  // `__Host-` needs https; and cookies ignore ports, so on loopback the name tells two instances apart.
  const name = secure ? '__Host-fc_sid' : `fc_sid_${config.port}`
  const connectName = secure ? '__Host-fc_cns' : `fc_cns_${config.port}`
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  const missing = () =>
    new AppError('session_missing', {
      detail: 'This browser sent no session for the sign-in. Start again from the page, in the same browser.',
    })
  return {
    async open(request, reply) {
      const session = await app.openSession(request.cookies[name])
      if (session.newCookie !== undefined) {
        reply.setCookie(name, session.newCookie, { ...options, maxAge: session.maxAge })
      }
      return session
    },
    async require(request) {
      const session = await app.findSession(request.cookies[name])
      if (session) return session
      throw missing()
    },
    async requireConnect(request) {
      const visit = await app.findConnectSession(request.cookies[connectName])
      if (visit) return visit
      throw new AppError('session_missing', {
        detail: 'This window is over, or the browser sent no cookie. Start again on the page that opened it.',
      })
    },
    async requireAny(request) {
      const visit = await app.findConnectSession(request.cookies[connectName])
      const session = await app.findSession(request.cookies[name])
      const own = session && { session, actor: app.localActor }
      if (visit) return own ? [{ session: visit, actor: visit.actor }, own] : [{ session: visit, actor: visit.actor }]
      if (own) return [own]
      throw missing()
    },
    setConnect(reply, { value, maxAge }) {
      reply.setCookie(connectName, value, { ...options, maxAge })
    },
  }
}
