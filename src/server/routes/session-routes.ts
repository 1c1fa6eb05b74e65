import { Session } from '#shared/contract/session.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'

export function addSessionRoutes(server: TypedServer, { app, cookies }: RouteTools): void {
  server.get('/api/page/session', { schema: { response: { 200: Session } } }, async (request, reply) => {
    await cookies.open(request, reply)
    return app.info()
  })
}
