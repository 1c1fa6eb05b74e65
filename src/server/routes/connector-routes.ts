import { ActionList, ConnectorList } from '#shared/contract/connectors.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import type { PageTools, TypedServer } from '../route-types.ts'

export function addConnectorRoutes(server: TypedServer, { as }: PageTools): void {
  server.get(
    '/api/page/connectors',
    { schema: { querystring: LocaleQuery, response: { 200: ConnectorList } }, config: { access: 'connect' } },
    request => as(request).listConnectors(localeOf(request.query)),
  )
  server.get('/api/page/actions', { schema: { querystring: LocaleQuery, response: { 200: ActionList } } }, request =>
    as(request).listActions(localeOf(request.query)),
  )
}
