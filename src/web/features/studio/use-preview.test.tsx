import { act, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Asked, renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { useQueryCache } from '../../lib/use-query.ts'
import { EXAMPLE } from './example.ts'
import { usePreview } from './use-preview.ts'

afterEach(() => vi.unstubAllGlobals())

let again: () => Promise<void>

function Sample({ source }: { source: string }) {
  const preview = usePreview({ type: '', source, locale: 'en' })
  const cache = useQueryCache()
  again = () => cache.invalidate()
  return <p>{`${preview.data?.title ?? 'nothing'}, ${preview.isError ? 'failed' : 'fine'}`}</p>
}

let enter: (source: string | undefined) => void

function Room() {
  const [source, setSource] = useState<string | undefined>(EXAMPLE)
  enter = next => act(() => setSource(next))
  return source === undefined ? null : <Sample source={source} />
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

  it('of the example is there at once when somebody comes back, and that of another text is made anew', async () => {
    const seen = serveAnswers({ 'POST /api/page/preview': answer })
    renderPage(<Room />)
    const shown = () => document.querySelector('p')?.textContent
    await waitFor(() => expect(shown()).toBe(`${EXAMPLE}, fine`))
    enter(undefined)
    enter(EXAMPLE)
    expect(shown()).toBe(`${EXAMPLE}, fine`)
    expect(seen).toHaveLength(1)
    for (const source of ['one', 'one']) {
      enter(undefined)
      enter(source)
      await screen.findByText('one, fine')
    }
    expect(seen).toHaveLength(3)
  })
})
