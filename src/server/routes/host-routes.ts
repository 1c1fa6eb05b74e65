import { AllowedHostList, HostParams, NewAllowedHost } from '#shared/contract/hosts.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'

export function addHostRoutes(server: TypedServer, { app }: RouteTools): void {
  server.get('/api/page/hosts', { schema: { response: { 200: AllowedHostList } } }, () => app.listAllowedHosts())
  server.post('/api/page/hosts', { schema: { body: NewAllowedHost } }, async (request, reply) => {
    await app.allowHost(request.body.host)
    return reply.status(204).send()
  })
  server.delete('/api/page/hosts/:host', { schema: { params: HostParams } }, async (request, reply) => {
    await app.forbidHost(request.params.host)
    return reply.status(204).send()
  })
}
