import {
  Preview,
  PreviewRequest,
  PreviewRun,
  PreviewRunResult,
  SavedTestData,
  TestDataRequest,
} from '#shared/contract/preview.ts'
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
  server.post(
    '/api/page/preview/test-data',
    { schema: { body: TestDataRequest, response: { 200: SavedTestData } } },
    ({ body }) => app.saveTestData(body),
  )
}
