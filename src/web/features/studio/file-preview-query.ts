import type { Preview, PreviewRequest } from '#shared/contract/preview.ts'
import { callApi } from '../../lib/api.ts'
import type { Query } from '../../lib/query-entry.ts'

/**
 * The preview of a type on disk, by its name or by the path of its `file`. Once the file is known it is asked for by that:
 * while it is being written it may have no name.
 */
export function filePreviewQuery(type: string, locale: string, file?: string): Query<Preview> {
  let known = file
  return {
    key: ['preview', { type, locale }],
    async fetch(signal) {
      const body: PreviewRequest = { type: known ?? type, locale }
      const preview = await callApi<Preview>('POST', '/api/page/preview', { body, signal })
      known = preview.file ?? known
      return preview
    },
    forget: true,
  }
}
