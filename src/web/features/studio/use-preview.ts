import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Preview, PreviewRequest } from '#shared/contract/preview.ts'
import { callApi } from '../../lib/api.ts'

const PAUSE = 300

/** The preview of a file on disk, or of a text once its typing pauses. Renewed when the server says files changed. */
export function usePreview(request: PreviewRequest) {
  const source = useSettled(request.source)
  const settled: PreviewRequest = source === undefined ? request : { ...request, source }
  return useQuery({
    queryKey: ['preview', settled],
    queryFn: ({ signal }) => callApi<Preview>('POST', '/api/page/preview', { body: settled, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    enabled: request.type !== undefined || source !== undefined,
  })
}

function useSettled(value: string | undefined): string | undefined {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE)
    return () => clearTimeout(timer)
  }, [value])
  return value === undefined ? undefined : (settled ?? value)
}
