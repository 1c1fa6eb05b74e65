import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor, App, ConnectVisit, Identity, OpenedSession, PageSession, SignedIn } from '#app/app.ts'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { makeProxyIdentity } from './proxy-identity.ts'

/** A browser session, and whom it acts for. */
export interface OwnSession {
  session: PageSession
  actor: Actor
}

/** How requests carry the browser session (security.md §5.2). */
export interface SessionCookies {
  /** The session of this request; a new one, with its cookie on the reply, where there is none. */
  open(request: FastifyRequest, reply: FastifyReply): Promise<PageSession>
  /**
   * Who is signed in; undefined for nobody. Where a proxy says who it is, a new session gets its cookie on the reply.
   */
  signedIn(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | undefined>
  /** Gives the browser the cookie of a session. */
  set(reply: FastifyReply, session: OpenedSession): void
  /** The browser is to forget it. */
  clear(reply: FastifyReply): void
  /** The value the browser sent. */
  read(request: FastifyRequest): string | undefined
  /** The connect session of this request. Throws `session_missing`. */
  requireConnect(request: FastifyRequest): Promise<ConnectVisit>
  /** Every session this browser has, that of a connect window first. Throws `session_missing` where there is none. */
  requireAny(request: FastifyRequest, reply: FastifyReply): Promise<[OwnSession, ...OwnSession[]]>
  /** Gives the browser the cookie of a connect session. */
  setConnect(reply: FastifyReply, cookie: { value: string; maxAge: number }): void
}

/** The cookie plugin has to stand in the same scope. */
export function makeSessionCookies(app: App, config: Config): SessionCookies {
  const secure = config.publicUrl.startsWith('https:')
  // `__Host-` needs https; and cookies ignore ports, so on loopback the name tells two instances apart. Nodes of one
  // instance share the public port, wherever they listen themselves.
  const port = new URL(config.publicUrl).port || config.port
  const name = secure ? '__Host-fc_sid' : `fc_sid_${port}`
  const connectName = secure ? '__Host-fc_cns' : `fc_cns_${port}`
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  const missing = () =>
    new AppError('session_missing', {
      detail: 'This browser sent no session for the sign-in. Start again from the page, in the same browser.',
    })
  const read = (request: FastifyRequest) => request.cookies[name]
  const set = (reply: FastifyReply, { newCookie, maxAge }: OpenedSession) => {
    if (newCookie !== undefined) reply.setCookie(name, newCookie, { ...options, maxAge })
  }
  const identify = makeProxyIdentity(config)
  const group = config.team?.adminGroup
  const hasRole = ({ actor }: SignedIn, { groups = [] }: Identity) =>
    group === undefined || groups.includes(group) === (actor.admin === true)
  const signedIn = async (request: FastifyRequest, reply: FastifyReply) => {
    const known = await app.findSession(read(request))
    if (!identify) return known
    const identity = identify(request)
    if (!identity) return undefined
    // The proxy may have signed in somebody else meanwhile, or the same one may be in other groups now.
    if (known && known.subject === identity.subject && hasRole(known, identity)) return known
    const browser = request.headers['user-agent']
    const session = await app.signIn(identity, { oldCookie: read(request), browser })
    set(reply, session)
    return session
  }
  return {
    async open(request, reply) {
      const session = await app.openSession(read(request))
      set(reply, session)
      return session
    },
    signedIn,
    set,
    read,
    clear: reply => void reply.clearCookie(name, options),
    async requireConnect(request) {
      const visit = await app.findConnectSession(request.cookies[connectName])
      if (visit) return visit
      throw new AppError('session_missing', {
        detail: 'This window is over, or the browser sent no cookie. Start again on the page that opened it.',
      })
    },
    async requireAny(request, reply) {
      const visit = await app.findConnectSession(request.cookies[connectName])
      const session = await signedIn(request, reply)
      const own = session && { session, actor: session.actor }
      if (visit) return own ? [{ session: visit, actor: visit.actor }, own] : [{ session: visit, actor: visit.actor }]
      if (own) return [own]
      throw missing()
    },
    setConnect(reply, { value, maxAge }) {
      reply.setCookie(connectName, value, { ...options, maxAge })
    },
  }
}
