import { screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { renderPage } from '../fixtures/render-page.tsx'
import { usePages } from './use-pages.ts'

afterEach(() => vi.unstubAllGlobals())

function List() {
  const [q, setQ] = useState('good')
  const { items, error } = usePages<string>('/api/page/list', { q })
  return (
    <button type="button" onClick={() => setQ('bad')}>
      {`${items?.join() ?? 'nothing'}, ${error ? 'failed' : 'fine'}`}
    </button>
  )
}

it('the rows of one query do not stand as the answer to another one that fails', async () => {
  vi.stubGlobal('fetch', async (url: string) =>
    url.endsWith('q=good')
      ? Response.json({ items: ['a', 'b'], next: null })
      : Response.json({ status: 500, code: 'internal', detail: 'No.', instance: 'req-1' }, { status: 500 }),
  )
  renderPage(<List />)
  const button = await screen.findByText('a,b, fine')
  button.click()
  expect(await screen.findByText('nothing, failed')).toBe(button)
})
