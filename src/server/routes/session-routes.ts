import { Session } from '#shared/contract/session.ts'
import type { PageTools, TypedServer } from '../route-types.ts'

export function addSessionRoutes(server: TypedServer, { app, session }: PageTools): void {
  server.get('/api/page/session', { schema: { response: { 200: Session } } }, async (request, reply) => {
    await session(request, reply)
    return app.info()
  })
}
