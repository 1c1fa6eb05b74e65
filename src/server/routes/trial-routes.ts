import { IdParams } from '#shared/contract/parts.ts'
import { ProviderTrial, StartedTrial } from '#shared/contract/trials.ts'
import type { PageTools, TypedServer } from '../route-types.ts'

const TRIALS_PER_MINUTE = 10

/** "Try sign-in" of administrators: a whole dance that saves nothing. */
export function addTrialRoutes(server: TypedServer, { app, as, session: sessionOf }: PageTools): void {
  const config = { access: 'admin' } as const
  const limit = app.limits.aMinute('trials', TRIALS_PER_MINUTE)
  server.post(
    '/api/page/providers/:id/trial',
    { schema: { params: IdParams, response: { 201: StartedTrial } }, config },
    async (request, reply) => {
      const session = await sessionOf(request, reply)
      await limit(session.sessionHash)
      return reply.status(201).send(await as(request).startTrial(session, request.params.id))
    },
  )
  server.get(
    '/api/page/trials/:id',
    { schema: { params: IdParams, response: { 200: ProviderTrial } }, config },
    async (request, reply) => as(request).getTrial(await sessionOf(request, reply), request.params.id),
  )
  server.delete('/api/page/trials/:id', { schema: { params: IdParams }, config }, async (request, reply) => {
    await as(request).endTrial(await sessionOf(request, reply), request.params.id)
    return reply.status(204).send()
  })
}
