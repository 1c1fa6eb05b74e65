import {
  Consent,
  HostApproval,
  ProviderList,
  ProviderLoad,
  ProviderLoaded,
  ProviderTemplate,
  TemplateQuery,
} from '#shared/contract/logins.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import { ADMIN, type PageTools, type TypedServer } from '../route-types.ts'

/** OAuth providers: what is loaded, loading a file, a template for one, what consent shows, removal. */
export function addProviderRoutes(server: TypedServer, { as }: PageTools): void {
  server.get('/api/page/providers', { schema: { response: { 200: ProviderList } } }, request =>
    as(request).listProviders(),
  )
  server.get(
    '/api/page/providers/template',
    { schema: { querystring: TemplateQuery, response: { 200: ProviderTemplate } }, config: ADMIN },
    request => as(request).providerTemplate(request.query.connector),
  )
  server.post(
    '/api/page/providers/load',
    { schema: { body: ProviderLoad, response: { 200: ProviderLoaded } }, config: ADMIN },
    request => {
      const { body } = request
      // A dry run of the page shows what a new host would mean; the file itself is loaded only with that accepted.
      return as(request).loadProviders({ ...body, acceptHostChange: body.dryRun || body.acceptHostChange })
    },
  )
  server.get(
    '/api/page/providers/:id/consent',
    {
      schema: { params: IdParams, querystring: LocaleQuery, response: { 200: Consent } },
      config: { access: 'connect' },
    },
    request => as(request).getConsent(request.params.id, localeOf(request.query)),
  )
  server.post(
    '/api/page/providers/:id/hosts',
    { schema: { params: IdParams, body: HostApproval }, config: ADMIN },
    async (request, reply) => {
      await as(request).approveHosts({ id: request.params.id, hosts: request.body.hosts })
      return reply.status(204).send()
    },
  )
  server.delete('/api/page/providers/:id', { schema: { params: IdParams }, config: ADMIN }, async (request, reply) => {
    await as(request).deleteProvider(request.params.id)
    return reply.status(204).send()
  })
}
