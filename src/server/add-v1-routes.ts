import type { RouteTools, TypedServer } from './route-types.ts'
import { addConnectSessionRoutes } from './routes/connect-session-routes.ts'
import { addCredentialRoutes } from './routes/credential-routes.ts'
import { addDeployRoutes } from './routes/deploy-routes.ts'
import { addKeptConnectionRoutes } from './routes/kept-connection-routes.ts'
import { addConsumerRoutes } from './routes/use-routes.ts'
import { addWebhookKeyRoutes } from './routes/webhook-routes.ts'
import { API_HEADERS } from './security-headers.ts'

/** Everything under `/api/v1`: takes keys, ignores cookies, is described by OpenAPI and only grows (house.md §3). */
export function addV1Routes(server: TypedServer, { app }: Pick<RouteTools, 'app'>): void {
  const addAll = (to: TypedServer) => {
    to.decorateRequest('grant', null)
    addCredentialRoutes(to, { app })
    to.register(async rest => {
      const scope = rest as TypedServer
      scope.addHook('onRequest', () => app.connectorsRead())
      const groups = [
        addConsumerRoutes,
        addConnectSessionRoutes,
        addKeptConnectionRoutes,
        addDeployRoutes,
        addWebhookKeyRoutes,
      ]
      for (const add of groups) add(scope, { app })
    })
  }
  addAll(server)
  let described: Promise<object> | undefined
  server.get('/api/v1/openapi.json', async (_request, reply) => {
    // Few ever ask, and what describes routes takes its time to load.
    described ??= import('./describe-routes.ts').then(({ describeRoutes }) => describeRoutes(addAll))
    return reply.headers(API_HEADERS).send(await described)
  })
}
