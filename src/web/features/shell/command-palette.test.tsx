import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { sampleAccount, sampleConnector, sampleSession } from '../../fixtures/samples.ts'
import { AppShell } from './app-shell.tsx'

beforeEach(() => {
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      close() {}
    },
  )
  serveAnswers({
    'GET /api/page/connectors': { items: [sampleConnector()], broken: [] },
    'GET /api/page/accounts': { items: [sampleAccount({ label: 'Windchill_Prod', state: 'failing' })], next: null },
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

async function openPalette(admin = true) {
  const { user: person } = sampleSession()
  const { router } = renderPage(<AppShell />, '/actions', sampleSession({ user: { ...person, admin } }))
  const user = userEvent.setup()
  // Fetched with the first press.
  await act(async () => user.keyboard('{Control>}k{/Control}'))
  const box = await screen.findByRole('combobox', { name: 'Go to, add or find' })
  await screen.findByRole('option', { name: /Basic/ })
  return { router, user, box }
}

const options = (group: string) =>
  within(screen.getByRole('group', { name: group }))
    .getAllByRole('option')
    .map(option => option.textContent)

describe('the palette', () => {
  it('opens by its key with the focus in the box, and lists pages, what can be added, looks and help', async () => {
    const { box } = await openPalette()
    expect(document.activeElement).toBe(box)
    expect(options('Go to')).toContain('Health')
    expect(options('Add connection')).toEqual(['Basic Windchill', 'Add Windchill login Windchill'])
    expect(options('Theme')).toEqual(['Like the system', 'Light', 'Dark'])
    expect(screen.queryByRole('group', { name: 'Connected accounts' })).toBeNull()
  })

  it('goes to what was found by its letters, by Enter alone, and closes', async () => {
    const { router, user, box } = await openPalette()
    await user.type(box, 'add basic')
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
    const active = document.getElementById(box.getAttribute('aria-activedescendant') ?? '')
    expect([active?.textContent, active?.getAttribute('aria-selected')]).toEqual(['Basic Windchill', 'true'])
    expect(screen.getAllByRole('status').map(each => each.textContent)).toContain('1 found')
    await user.keyboard('{Enter}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(router.state.location.search).toBe('?add=windchill-basic')
  })

  it('finds an account by a part of its name, with how it stands', async () => {
    const { router, user, box } = await openPalette()
    await user.type(box, 'prod')
    await waitFor(() => expect(options('Connected accounts')).toEqual(['Windchill_Prod Basic · Failing']))
    await user.click(screen.getByRole('option', { name: /Windchill_Prod/ }))
    expect(router.state.location.search).toBe('?q=Windchill_Prod')
  })

  it('says that nothing was found', async () => {
    const { user, box } = await openPalette()
    await user.type(box, 'zzz')
    expect(await screen.findByText('Nothing matches “zzz”.')).toBeDefined()
    await user.keyboard('{Enter}')
    expect(screen.getByRole('dialog')).toBeDefined()
  })

  it('offers a member nothing that the server would refuse', async () => {
    await openPalette(false)
    expect(options('Go to')).toEqual(['Connected accounts', 'Action playground', 'Settings'])
  })
})

describe('the sheet of keys', () => {
  it('opens by "?" until that is turned off, and from the palette then', async () => {
    renderPage(<AppShell />)
    const user = userEvent.setup()
    await user.keyboard('?')
    await user.click(await screen.findByRole('checkbox', { name: /pressed by themselves/ }))
    await user.click(screen.getByRole('button', { name: 'Close window' }))
    await user.keyboard('?')
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Search' }))
    await user.type(await screen.findByRole('combobox'), 'shortcuts{Enter}')
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeDefined()
  })

  it('does not take a letter out of a text', async () => {
    renderPage(
      <>
        <AppShell />
        <input aria-label="Name" />
      </>,
    )
    const user = userEvent.setup()
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'why?/')
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'why?/')
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
