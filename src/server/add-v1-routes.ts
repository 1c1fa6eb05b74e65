import swagger from '@fastify/swagger'
import type { RouteTools, TypedServer } from './route-types.ts'
import { addConnectSessionRoutes } from './routes/connect-session-routes.ts'
import { addCredentialRoutes } from './routes/credential-routes.ts'
import { addDeployRoutes } from './routes/deploy-routes.ts'
import { addConsumerRoutes } from './routes/use-routes.ts'
import { API_HEADERS } from './security-headers.ts'

/** Everything under `/api/v1`: takes keys, ignores cookies, is described by OpenAPI and only grows (house.md §3). */
export async function addV1Routes(server: TypedServer, { app }: Pick<RouteTools, 'app'>): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Flow Connections',
        description: 'Credentials for workflow engines.',
        version: '1',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: 'http://localhost:4600' }],
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, made in the settings: `fck_…`.' },
        },
      },
    },
  })
  server.decorateRequest('grant', null)
  addCredentialRoutes(server, { app })
  addConsumerRoutes(server, { app })
  addConnectSessionRoutes(server, { app })
  addDeployRoutes(server, { app })
  server.get('/api/v1/openapi.json', { schema: { hide: true } }, (_request, reply) =>
    reply.headers(API_HEADERS).send(server.swagger()),
  )
}
