import {
  Preview,
  PreviewRequest,
  PreviewRun,
  PreviewRunResult,
  SavedTestData,
  TestDataRequest,
} from '#shared/contract/preview.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import { ADMIN, type PageTools, type TypedServer } from '../route-types.ts'

export function addPreviewRoutes(server: TypedServer, { as }: PageTools): void {
  server.post(
    '/api/page/preview',
    { schema: { body: PreviewRequest, response: { 200: Preview } }, config: ADMIN },
    request => as(request).preview(request.body),
  )
  server.post(
    '/api/page/preview/run',
    { schema: { body: PreviewRun, querystring: LocaleQuery, response: { 200: PreviewRunResult } }, config: ADMIN },
    request => as(request).runPreview(request.body, localeOf(request.query)),
  )
  server.post(
    '/api/page/preview/test-data',
    { schema: { body: TestDataRequest, response: { 200: SavedTestData } }, config: ADMIN },
    request => as(request).saveTestData(request.body),
  )
}
