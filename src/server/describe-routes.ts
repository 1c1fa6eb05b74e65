import swagger from '@fastify/swagger'
import fastify from 'fastify'
import { compileWhenUsed } from './compile-when-used.ts'
import type { TypedServer } from './route-types.ts'

/** The OpenAPI document of the routes that `add` adds: to a server of their own, which is never asked anything. */
export async function describeRoutes(add: (server: TypedServer) => void): Promise<object> {
  const server = fastify()
  compileWhenUsed(server, {})
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
  await server.register(async scope => add(scope as unknown as TypedServer))
  await server.ready()
  const described = server.swagger()
  await server.close()
  return described
}
