import type { RouteTools, TypedServer } from '../route-types.ts'
import { API_HEADERS } from '../security-headers.ts'

/** For whatever watches over the server: that it answers, and how connector code is contained. */
export function addHealthRoutes(server: TypedServer, { app }: Pick<RouteTools, 'app'>): void {
  server.get('/healthz', async (_request, reply) => {
    const { version, runnerLevel } = app.info()
    return reply.headers(API_HEADERS).send({ status: 'ok', version, runnerLevel })
  })
}
