import { ApiKeyList, CreatedApiKey, NewApiKey } from '#shared/contract/keys.ts'
import { IdParams } from '#shared/contract/parts.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'

export function addKeyRoutes(server: TypedServer, { app }: RouteTools): void {
  server.get('/api/page/keys', { schema: { response: { 200: ApiKeyList } } }, () => app.listApiKeys())
  server.post(
    '/api/page/keys',
    { schema: { body: NewApiKey, response: { 201: CreatedApiKey } } },
    async (request, reply) => reply.status(201).send(await app.createApiKey(request.body)),
  )
  server.delete('/api/page/keys/:id', { schema: { params: IdParams } }, async (request, reply) => {
    await app.revokeApiKey(request.params.id)
    return reply.status(204).send()
  })
}
