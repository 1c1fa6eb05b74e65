import Type from 'typebox'
import { ActivityCheck, ActivityKind, ActivityPage } from '#shared/contract/activity.ts'
import { Health } from '#shared/contract/health.ts'
import type { PageTools, TypedServer } from '../route-types.ts'

const ROWS = 100

const ActivityQuery = Type.Object({
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
  kind: Type.Optional(ActivityKind),
  about: Type.Optional(Type.String({ maxLength: 300 })),
})

/** What administrators look at: the record of who did what, and how this instance stands. */
export function addActivityRoutes(server: TypedServer, { app, as }: PageTools): void {
  const config = { access: 'admin' } as const
  server.get(
    '/api/page/activity',
    { schema: { querystring: ActivityQuery, response: { 200: ActivityPage } }, config },
    request => as(request).listActivity({ ...request.query, limit: ROWS }),
  )
  server.post('/api/page/activity/check', { schema: { response: { 200: ActivityCheck } }, config }, async () => {
    const { rows, faults } = await app.verifyAudit()
    return { rows, faults }
  })
  server.get('/api/page/health', { schema: { response: { 200: Health } }, config }, () => app.health())
}
