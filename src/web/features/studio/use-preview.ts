import { useEffect, useState } from 'react'
import type { Preview, PreviewRequest } from '#shared/contract/preview.ts'
import { callApi } from '../../lib/api.ts'
import type { Query } from '../../lib/query-entry.ts'
import { useQuery } from '../../lib/use-query.ts'

const PAUSE = 300

/** The preview of a file on disk, or of a text once its typing pauses. Renewed when the server says files changed. */
export function usePreview(request: PreviewRequest) {
  const source = useSettled(request.source)
  const settled: PreviewRequest = source === undefined ? request : { ...request, source }
  const query = useQuery(request.type === undefined && source === undefined ? undefined : previewQuery(settled))
  // While a new preview is made, the last one stays on show.
  const [last, setLast] = useState(query.data)
  if (query.data && query.data !== last) setLast(query.data)
  return { ...query, data: query.isPending ? last : query.data }
}

function previewQuery(body: PreviewRequest): Query<Preview> {
  return {
    key: ['preview', { ...body }],
    fetch: signal => callApi<Preview>('POST', '/api/page/preview', { body, signal }),
    forget: true,
  }
}

function useSettled(value: string | undefined): string | undefined {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE)
    return () => clearTimeout(timer)
  }, [value])
  return value === undefined ? undefined : (settled ?? value)
}
