import Type from 'typebox'
import { ConnectionForm } from '#shared/contract/forms.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import type { PageTools, TypedServer } from '../route-types.ts'

const FormQuery = Type.Object({
  ...LocaleQuery.properties,
  version: Type.Optional(Type.String({ maxLength: 20 })),
})

export function addFormRoutes(server: TypedServer, { as }: PageTools): void {
  server.get(
    '/api/page/forms/:name',
    {
      schema: {
        params: Type.Object({ name: Type.String({ maxLength: 200 }) }),
        querystring: FormQuery,
        response: { 200: ConnectionForm },
      },
      config: { access: 'connect' },
    },
    request => {
      const { params, query } = request
      return as(request).getForm({ name: params.name, version: query.version, locale: localeOf(query) })
    },
  )
}
