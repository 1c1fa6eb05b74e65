import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Asked, renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { useQueryCache } from '../../lib/use-query.ts'
import { usePreview } from './use-preview.ts'

afterEach(() => vi.unstubAllGlobals())

let again: () => Promise<void>

function Sample({ source }: { source: string }) {
  const preview = usePreview({ type: '', source, locale: 'en' })
  const cache = useQueryCache()
  again = () => cache.invalidate()
  return <p>{`${preview.data?.title ?? 'nothing'}, ${preview.isError ? 'failed' : 'fine'}`}</p>
}

const answer = ({ body }: Asked) => ({ title: (body as { source: string }).source, form: null, problems: [] })

describe('a preview', () => {
  it('keeps the last good one while the server does not answer, and is renewed when it does', async () => {
    serveAnswers({ 'POST /api/page/preview': answer })
    const { rerender } = renderPage(<Sample source="one" />)
    await screen.findByText('one, fine')
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await act(again)
    await screen.findByText('one, failed')
    serveAnswers({ 'POST /api/page/preview': answer })
    await act(again)
    await waitFor(() => expect(screen.getByText('one, fine')).toBeDefined())
    rerender(<p>left</p>)
  })
})
