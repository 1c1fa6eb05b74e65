import { ActionList, ConnectorList } from '#shared/contract/connectors.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'

export function addConnectorRoutes(server: TypedServer, { app }: RouteTools): void {
  server.get(
    '/api/page/connectors',
    { schema: { querystring: LocaleQuery, response: { 200: ConnectorList } } },
    request => app.listConnectors(localeOf(request.query)),
  )
  server.get('/api/page/actions', { schema: { querystring: LocaleQuery, response: { 200: ActionList } } }, request =>
    app.listActions(localeOf(request.query)),
  )
}
