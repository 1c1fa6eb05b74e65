import { Consent, ProviderList } from '#shared/contract/logins.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'

export function addProviderRoutes(server: TypedServer, { app }: RouteTools): void {
  server.get('/api/page/providers', { schema: { response: { 200: ProviderList } } }, () => app.listProviders())
  server.get(
    '/api/page/providers/:id/consent',
    { schema: { params: IdParams, querystring: LocaleQuery, response: { 200: Consent } } },
    ({ params, query }) => app.getConsent(params.id, localeOf(query)),
  )
  server.delete('/api/page/providers/:id', { schema: { params: IdParams } }, async (request, reply) => {
    await app.deleteProvider(request.params.id)
    return reply.status(204).send()
  })
}
