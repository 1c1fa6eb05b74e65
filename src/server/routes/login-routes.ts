import { Account } from '#shared/contract/accounts.ts'
import {
  AttemptStatus,
  NewAttempt,
  NewLogin,
  PastedReturn,
  PastedTokens,
  StartedAttempt,
} from '#shared/contract/logins.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import type { PageTools, TypedServer } from '../route-types.ts'

/** Attempts a minute and session (security.md §5.4). */
const ATTEMPTS_PER_MINUTE = 10

export function addLoginRoutes(server: TypedServer, { app, as, session: sessionOf }: PageTools): void {
  const limitAttempts = app.limits.aMinute('attempts', ATTEMPTS_PER_MINUTE)
  const limitPasted = app.limits.aMinute('pasted-tokens', ATTEMPTS_PER_MINUTE)
  server.post(
    '/api/page/oauth/attempts',
    { schema: { body: NewAttempt, response: { 201: StartedAttempt } }, config: { access: 'connect' } },
    async (request, reply) => {
      const session = await sessionOf(request, reply)
      await limitAttempts(session.sessionHash)
      return reply.status(201).send(await as(request).startAttempt(session, request.body))
    },
  )
  server.get(
    '/api/page/oauth/attempts/:id',
    {
      schema: { params: IdParams, querystring: LocaleQuery, response: { 200: AttemptStatus } },
      config: { access: 'connect' },
    },
    async (request, reply) => {
      const session = await sessionOf(request, reply)
      return as(request).getAttempt(session, request.params.id, localeOf(request.query))
    },
  )
  server.post(
    '/api/page/oauth/attempts/:id/return',
    {
      schema: { params: IdParams, querystring: LocaleQuery, body: PastedReturn, response: { 200: AttemptStatus } },
      config: { access: 'connect' },
    },
    async (request, reply) => {
      const session = await sessionOf(request, reply)
      await limitAttempts(session.sessionHash)
      return as(request).pasteReturn(session, request.params.id, request.body, localeOf(request.query))
    },
  )
  server.post(
    '/api/page/oauth/pasted',
    { schema: { querystring: LocaleQuery, body: PastedTokens, response: { 201: AttemptStatus } } },
    async (request, reply) => {
      const session = await sessionOf(request, reply)
      await limitPasted(session.sessionHash)
      const status = await as(request).pasteTokens(session, request.body, localeOf(request.query))
      return reply.status(201).send(status)
    },
  )
  server.post(
    '/api/page/logins',
    { schema: { body: NewLogin, response: { 201: Account } }, config: { access: 'connect' } },
    async (request, reply) => {
      const session = await sessionOf(request, reply)
      return reply.status(201).send(await as(request).addLogin(session, request.body))
    },
  )
}
