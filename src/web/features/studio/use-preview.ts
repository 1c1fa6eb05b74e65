import { useEffect, useState } from 'react'
import type { Preview, PreviewRequest } from '#shared/contract/preview.ts'
import { callApi } from '../../lib/api.ts'
import type { Query } from '../../lib/query-entry.ts'
import { useQuery } from '../../lib/use-query.ts'
import { EXAMPLE } from './example.ts'
import { filePreviewQuery } from './file-preview-query.ts'
import { refuseLarge } from './refuse-large.ts'

const PAUSE = 200

interface Asked {
  /** Name of a type on disk, or the path of its file; empty: the text. */
  type: string
  source: string
  locale: string
}

/**
 * The preview of a file on disk, or of a text once its typing pauses. Renewed when the server says files changed. While
 * a new one is made, or cannot be made, the last one stays.
 */
export function usePreview({ type, source, locale }: Asked) {
  const settled = useSettled(source)
  const large = type === '' ? refuseLarge(settled) : undefined
  const [last, setLast] = useState<Preview | undefined>()
  const query = useQuery(
    large
      ? undefined
      : type === ''
        ? textQuery({ source: settled, locale })
        : filePreviewQuery(type, locale, last?.file),
  )
  if (query.data && query.data !== last) setLast(query.data)
  return { ...query, data: large ?? query.data ?? last }
}

function textQuery(body: PreviewRequest): Query<Preview> {
  return {
    key: ['preview', { ...body }],
    fetch: signal => callApi<Preview>('POST', '/api/page/preview', { body, signal }),
    // The studio opens with the example: whoever comes back to it finds its form.
    forget: body.source !== EXAMPLE,
  }
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
