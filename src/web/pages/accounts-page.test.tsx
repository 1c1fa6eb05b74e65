import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderPage, serveAnswers } from '../fixtures/render-page.tsx'
import { sampleAccount, sampleConnector } from '../fixtures/samples.ts'
import { Component } from './accounts-page.tsx'

afterEach(() => vi.unstubAllGlobals())
beforeEach(() => vi.stubGlobal('IntersectionObserver', NobodyNear))

/** A window so small that nothing is near it. */
class NobodyNear {
  observe() {}
  unobserve() {}
}

const ACCOUNTS = [
  sampleAccount({ id: 'con_a', label: 'Depot_Server1' }),
  sampleAccount({ id: 'con_b', label: 'Depot_Server2', state: 'failing' }),
  sampleAccount({ id: 'con_c', label: 'Line_10', testable: false }),
]

async function open(address = '/', items = ACCOUNTS) {
  const asked = serveAnswers({
    'GET /api/page/accounts': { items, next: null },
    'GET /api/page/connectors': { items: [sampleConnector()], broken: [] },
    'POST /api/page/accounts/con_a/test': () => new Promise(() => undefined),
    'POST /api/page/accounts/con_b/test': { ok: true, message: 'Good', milliseconds: 1, account: ACCOUNTS[1] },
  })
  renderPage(<Component />, address)
  await screen.findByRole('button', { name: /^(Depot_Server2|Depot_0)$/ })
  return { asked, user: userEvent.setup() }
}

const labels = () => screen.queryAllByRole('button', { name: /^(Depot|Line)_\w+$/ }).map(each => each.textContent)

describe('connected accounts', () => {
  it('begins with the search and the state of its address', async () => {
    await open('/?q=depot&state=failing')
    expect(labels()).toEqual(['Depot_Server2'])
    expect(screen.getByRole('button', { name: 'Failing 1' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('narrows as one types', async () => {
    const { user } = await open()
    await user.type(screen.getByRole('searchbox'), 'server')
    await vi.waitFor(() => expect(labels()).toEqual(['Depot_Server1', 'Depot_Server2']))
  })

  it('walks from row to row by arrow keys, in the column where it stands', async () => {
    const { user } = await open()
    screen.getByRole('button', { name: 'Depot_Server1' }).focus()
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement?.textContent).toBe('Depot_Server2')
    await user.keyboard('{End}')
    expect(document.activeElement?.textContent).toBe('Line_10')
    screen.getByRole('checkbox', { name: 'Select Depot_Server2' }).focus()
    await user.keyboard('{ArrowUp}')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Select Depot_Server1')
  })

  it('tests what is ticked, says how far it is, and stops when told', async () => {
    const { asked, user } = await open()
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }))
    const bar = screen.getByRole('region', { name: 'With the selected entries' })
    expect(bar.textContent).toContain('3 selected')
    await user.click(within(bar).getByRole('button', { name: 'Test' }))
    expect(await screen.findByText('Testing, 1 of 2')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    await vi.waitFor(() => expect(screen.queryByText(/^Testing, /)).toBeNull())
    expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      '/api/page/accounts/con_a/test',
      '/api/page/accounts/con_b/test',
    ])
  })

  it('unticks what a filter hides, and everything at Escape', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }))
    await user.click(screen.getByRole('button', { name: 'Failing 1' }))
    expect(await screen.findByText('1 selected')).toBeDefined()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: 'With the selected entries' })).toBeNull()
  })

  it('draws the first rows of a long list only, and says how many there are', async () => {
    const many = Array.from({ length: 150 }, (_, at) => sampleAccount({ id: `con_${at}`, label: `Depot_${at}` }))
    await open('/', many)
    expect(labels()).toHaveLength(10)
    expect(screen.getAllByRole('listitem')[0]?.getAttribute('aria-setsize')).toBe('150')
    expect(screen.getByText('150 entries')).toBeDefined()
  })

  it('lets the keys go on where no row is drawn yet, and to the very end', async () => {
    const many = Array.from({ length: 150 }, (_, at) => sampleAccount({ id: `con_${at}`, label: `Depot_${at}` }))
    const { user } = await open('/', many)
    screen.getByRole('button', { name: 'Depot_0' }).focus()
    await user.keyboard('{ArrowDown>12/}')
    expect(document.activeElement?.textContent).toBe('Depot_12')
    await user.keyboard('{End}')
    expect(document.activeElement?.textContent).toBe('Depot_149')
    await user.keyboard('{Home}')
    expect(document.activeElement?.textContent).toBe('Depot_0')
  })
})
