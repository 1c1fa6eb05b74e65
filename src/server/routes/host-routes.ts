import { AllowedHostList, HostParams, NewAllowedHost } from '#shared/contract/hosts.ts'
import { ADMIN, type PageTools, type TypedServer } from '../route-types.ts'

export function addHostRoutes(server: TypedServer, { as }: PageTools): void {
  server.get('/api/page/hosts', { schema: { response: { 200: AllowedHostList } }, config: ADMIN }, request =>
    as(request).listAllowedHosts(),
  )
  server.post('/api/page/hosts', { schema: { body: NewAllowedHost }, config: ADMIN }, async (request, reply) => {
    await as(request).allowHost(request.body.host)
    return reply.status(204).send()
  })
  server.delete('/api/page/hosts/:host', { schema: { params: HostParams }, config: ADMIN }, async (request, reply) => {
    await as(request).forbidHost(request.params.host)
    return reply.status(204).send()
  })
}
