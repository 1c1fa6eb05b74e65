import { Account } from '#shared/contract/accounts.ts'
import { AttemptStatus, NewAttempt, NewLogin, StartedAttempt } from '#shared/contract/logins.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import { makeRateLimit } from '../rate-limit.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'

/** Attempts a minute and session (security.md §5.4). */
const ATTEMPTS_PER_MINUTE = 10

export function addLoginRoutes(server: TypedServer, { app, cookies }: RouteTools): void {
  const limitAttempts = makeRateLimit(ATTEMPTS_PER_MINUTE, 60_000)
  server.post(
    '/api/page/oauth/attempts',
    { schema: { body: NewAttempt, response: { 201: StartedAttempt } } },
    async (request, reply) => {
      const session = await cookies.open(request, reply)
      limitAttempts(session.sessionHash)
      return reply.status(201).send(await app.startAttempt(session, request.body))
    },
  )
  server.get(
    '/api/page/oauth/attempts/:id',
    { schema: { params: IdParams, querystring: LocaleQuery, response: { 200: AttemptStatus } } },
    async (request, reply) => {
      const session = await cookies.open(request, reply)
      return app.getAttempt(session, request.params.id, localeOf(request.query))
    },
  )
  server.post(
    '/api/page/logins',
    { schema: { body: NewLogin, response: { 201: Account } } },
    async (request, reply) => {
      const session = await cookies.open(request, reply)
      return reply.status(201).send(await app.addLogin(session, request.body))
    },
  )
}
