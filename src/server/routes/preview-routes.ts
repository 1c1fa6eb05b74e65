import { Preview, PreviewRequest, PreviewRun, PreviewRunResult } from '#shared/contract/preview.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'

export function addPreviewRoutes(server: TypedServer, { app }: RouteTools): void {
  server.post('/api/page/preview', { schema: { body: PreviewRequest, response: { 200: Preview } } }, ({ body }) =>
    app.preview(body),
  )
  server.post(
    '/api/page/preview/run',
    { schema: { body: PreviewRun, querystring: LocaleQuery, response: { 200: PreviewRunResult } } },
    ({ body, query }) => app.runPreview(body, localeOf(query)),
  )
}
