import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor, App, ConnectVisit, PageSession, UserApp } from '#app/app.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { SessionCookies } from './page-session.ts'
import type { TypedServer } from './route-types.ts'

/** Who calls a route of the page. */
interface Visitor {
  actor: Actor
  /** A window of a connect session: it may add one entry and nothing else. */
  visit?: ConnectVisit
}

/**
 * Finds out who calls, before any route of this scope runs, and refuses who may not (security.md §6.2, §6.5). A window
 * of a connect session says so by a header, so that it never acts with the cookie of whoever uses this browser.
 */
export function addVisitors(scope: TypedServer, { app, cookies }: { app: App; cookies: SessionCookies }) {
  scope.decorateRequest('visitor', null)
  scope.addHook('onRequest', async request => {
    request.setDecorator('visitor', await identify(request))
  })
  const identify = async (request: FastifyRequest): Promise<Visitor | null> => {
    const access = request.routeOptions.config.access ?? 'member'
    if (access === 'anyone') return null
    if (request.headers['x-flow-connect'] !== '1') return { actor: app.localActor }
    const visit = await cookies.requireConnect(request)
    if (access !== 'connect')
      throw new AppError('forbidden', { detail: 'This window may add one entry, nothing else.' })
    return { actor: visit.actor, visit }
  }
  const visitorOf = (request: FastifyRequest): Visitor => {
    const visitor = request.getDecorator<Visitor | null>('visitor')
    if (visitor) return visitor
    throw new Error('a route that anyone may call acts for nobody')
  }
  return {
    as: (request: FastifyRequest): UserApp => app.as(visitorOf(request).actor),
    session: (request: FastifyRequest, reply: FastifyReply): Promise<PageSession> => {
      const { visit } = visitorOf(request)
      return visit ? Promise.resolve(visit) : cookies.open(request, reply)
    },
  }
}
