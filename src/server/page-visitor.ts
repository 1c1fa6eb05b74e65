import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, ConnectVisit, PageSession, Person, UserApp } from '#app/app.ts'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { SessionCookies } from './page-session.ts'
import type { TypedServer } from './route-types.ts'

/** Who calls a route of the page. */
interface Visitor extends Omit<Person, 'subject'> {
  /** A window of a connect session: it may add one entry and nothing else. */
  visit?: ConnectVisit
  /** Absent: the built-in user, whose session is opened when something needs one. */
  session?: PageSession
}

interface Tools {
  app: App
  config: Config
  cookies: SessionCookies
}

/**
 * Finds out who calls, before any route of this scope runs, and refuses who may not (security.md §6.2, §6.5). A window
 * of a connect session says so by a header, so that it never acts with the cookie of whoever uses this browser.
 */
export function addVisitors(scope: TypedServer, { app, config, cookies }: Tools) {
  scope.decorateRequest('visitor', null)
  scope.addHook('onRequest', async (request, reply) => {
    request.setDecorator('visitor', await identify(request, reply))
  })
  const identify = async (request: FastifyRequest, reply: FastifyReply): Promise<Visitor | null> => {
    const access = request.routeOptions.config.access ?? 'member'
    if (access === 'anyone') return null
    if (request.headers['x-flow-connect'] === '1') {
      const visit = await cookies.requireConnect(request)
      if (access !== 'connect')
        throw new AppError('forbidden', { detail: 'This window may add one entry, nothing else.' })
      return { actor: visit.actor, name: '', visit }
    }
    const signedIn = config.team && (await cookies.signedIn(request, reply))
    const person = config.team ? signedIn : app.localPerson
    if (!person) throw new AppError('signed_out', { detail: 'Sign in first. What you entered stays on this page.' })
    if (access === 'admin' && person.actor.admin !== true) {
      throw new AppError('forbidden', { detail: 'This is for administrators.' })
    }
    return { ...person, ...(signedIn ? { session: signedIn } : {}) }
  }
  const visitorOf = (request: FastifyRequest): Visitor => {
    const visitor = request.getDecorator<Visitor | null>('visitor')
    if (visitor) return visitor
    throw new Error('a route that anyone may call acts for nobody')
  }
  return {
    as: (request: FastifyRequest): UserApp => app.as(visitorOf(request).actor),
    /** False once whoever asks was signed out. */
    isStillHere: async (request: FastifyRequest): Promise<boolean> => {
      const { session } = visitorOf(request)
      return session === undefined || (await app.isOpenSession(session))
    },
    person: (request: FastifyRequest): Omit<Person, 'subject'> => visitorOf(request),
    session: (request: FastifyRequest, reply: FastifyReply): Promise<PageSession> => {
      const { visit, session } = visitorOf(request)
      const own = visit ?? session
      return own ? Promise.resolve(own) : cookies.open(request, reply)
    },
  }
}
