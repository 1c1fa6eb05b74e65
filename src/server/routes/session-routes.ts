import Type from 'typebox'
import { FirstAdminCode, Session, SessionList, SignOut } from '#shared/contract/session.ts'
import type { PageTools, TypedServer } from '../route-types.ts'

/** Codes tried a minute, by everybody together. */
const CODES_PER_MINUTE = 10

const SessionParams = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{16}$' }) })

/** Who is here, where else they are signed in, and the way out. */
export function addSessionRoutes(server: TypedServer, { app, as, cookies, person, session }: PageTools): void {
  const limitCodes = app.limits.aMinute('admin-codes', CODES_PER_MINUTE)
  server.get('/api/page/session', { schema: { response: { 200: Session } } }, async (request, reply) => {
    await session(request, reply)
    return app.describeSession(person(request))
  })
  server.get('/api/page/sessions', { schema: { response: { 200: SessionList } } }, async (request, reply) =>
    as(request).listSessions(await session(request, reply)),
  )
  server.delete('/api/page/sessions/:id', { schema: { params: SessionParams } }, async (request, reply) => {
    await as(request).endSession(request.params.id)
    return reply.status(204).send()
  })
  server.post('/api/page/session/end', { schema: { body: SignOut } }, async (request, reply) => {
    await as(request).signOut(await session(request, reply), request.body.everywhere)
    cookies.clear(reply)
    return reply.status(204).send()
  })
  server.post('/api/page/session/first-admin', { schema: { body: FirstAdminCode } }, async (request, reply) => {
    await limitCodes('all')
    await as(request).becomeFirstAdmin(request.body.code)
    return reply.status(204).send()
  })
}
