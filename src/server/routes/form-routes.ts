import Type from 'typebox'
import { ConnectionForm } from '#shared/contract/forms.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'

const FormQuery = Type.Object({
  ...LocaleQuery.properties,
  version: Type.Optional(Type.String({ maxLength: 20 })),
})

export function addFormRoutes(server: TypedServer, { app }: RouteTools): void {
  server.get(
    '/api/page/forms/:name',
    {
      schema: {
        params: Type.Object({ name: Type.String({ maxLength: 200 }) }),
        querystring: FormQuery,
        response: { 200: ConnectionForm },
      },
    },
    ({ params, query }) => app.getForm({ name: params.name, version: query.version, locale: localeOf(query) }),
  )
}
