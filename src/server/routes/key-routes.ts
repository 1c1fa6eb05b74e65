import { ApiKeyList, CreatedApiKey, KeyRotation, NewApiKey } from '#shared/contract/keys.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { ADMIN, type PageTools, type TypedServer } from '../route-types.ts'

export function addKeyRoutes(server: TypedServer, { as }: PageTools): void {
  server.get('/api/page/keys', { schema: { response: { 200: ApiKeyList } }, config: ADMIN }, request =>
    as(request).listApiKeys(),
  )
  server.post(
    '/api/page/keys',
    { schema: { body: NewApiKey, response: { 201: CreatedApiKey } }, config: ADMIN },
    async (request, reply) => reply.status(201).send(await as(request).createApiKey(request.body)),
  )
  server.post(
    '/api/page/keys/:id/rotate',
    { schema: { params: IdParams, body: KeyRotation, response: { 201: CreatedApiKey } }, config: ADMIN },
    async (request, reply) => reply.status(201).send(await as(request).rotateApiKey(request.params.id, request.body)),
  )
  server.delete('/api/page/keys/:id', { schema: { params: IdParams }, config: ADMIN }, async (request, reply) => {
    await as(request).revokeApiKey(request.params.id)
    return reply.status(204).send()
  })
}
