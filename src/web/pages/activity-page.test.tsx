import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { problem, renderPage, serveAnswers } from '../fixtures/render-page.tsx'
import { Component } from './activity-page.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const line = (n: number) => ({
  ...{ at: '2026-11-01T09:00:00.000Z', action: 'key-made', actor: 'you', object: `key_${n}`, label: `engine-${n}` },
  ...{ outcome: 'ok', reason: '', count: 1, address: '' },
})
const LIST = 'GET /api/page/activity'
const lines = () => within(screen.getByRole('list', { name: 'Record' })).getAllByRole('listitem')

describe('the activity page', () => {
  it('shows the record and goes further back when asked', async () => {
    let asked = 0
    serveAnswers({ [LIST]: () => (asked++ === 0 ? { items: [line(1)], next: 'x' } : { items: [line(2)], next: null }) })
    renderPage(<Component />, '/activity')
    expect((await screen.findByText('API key created')).closest('li')?.textContent).toContain('engine-1')
    await userEvent.click(screen.getByRole('button', { name: 'Show older ones' }))
    await vi.waitFor(() => expect(lines()).toHaveLength(2))
    expect(screen.queryByRole('button', { name: 'Show older ones' })).toBeNull()
  })

  it('says where a request came from, unless from this machine', async () => {
    const addresses = ['192.0.2.7', '127.0.0.1', '::1', '']
    serveAnswers({ [LIST]: { items: addresses.map((address, n) => ({ ...line(n), address })), next: null } })
    renderPage(<Component />, '/activity')
    expect((await screen.findByText('from 192.0.2.7')).closest('li')?.textContent).toContain('engine-0')
    expect(screen.getAllByText(/^from/)).toHaveLength(1)
  })

  it('keeps its filter in the address', async () => {
    const paths: string[] = []
    serveAnswers({ [LIST]: { items: [line(1)], next: null } })
    const fetch = globalThis.fetch
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      paths.push(url)
      return fetch(url, init)
    })
    const { router } = renderPage(<Component />, '/activity?kind=keys')
    await userEvent.click(await screen.findByRole('button', { name: 'engine-1' }))
    expect(router.state.location.search).toBe('?kind=keys&about=key_1')
    expect(await screen.findByRole('button', { name: 'Only about engine-1' })).toBeDefined()
    expect(paths.at(-1)).toBe('/api/page/activity?kind=keys&about=key_1')
  })

  it('says when the record was altered, and when it cannot be read', async () => {
    const faults = ['Row 7 of chain a was altered, or the row before it.']
    serveAnswers({
      [LIST]: problem(503, 'database_unavailable', 'The data cannot be read now.'),
      'POST /api/page/activity/check': { rows: 9, faults },
    })
    renderPage(<Component />, '/activity')
    expect(await screen.findByText(/The data cannot be read now/)).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Check the record' }))
    expect((await screen.findByText('The record was altered')).closest('[role=alert]')?.textContent).toContain('Row 7')
  })

  it.each([
    ['says how far a file goes back that does not hold all', 150, true],
    ['says nothing of one that does', 100, false],
  ])('%s', async (_what, pages, isSaid) => {
    let asked = 0
    serveAnswers({ [LIST]: () => ({ items: [line(asked)], next: ++asked < pages ? 'further' : null }) })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
    renderPage(<Component />, '/activity')
    await screen.findByText('API key created')
    asked = 0
    await userEvent.click(screen.getByRole('button', { name: 'Export' }))
    await vi.waitFor(() => expect(HTMLAnchorElement.prototype.click).toHaveBeenCalled())
    expect(asked).toBe(100)
    const words = 'The file holds the newest 100 lines.'
    const said = isSaid ? await screen.findByText(words) : screen.queryByText(words)
    expect(said !== null).toBe(isSaid)
  })
})
