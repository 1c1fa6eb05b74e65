import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Asked, problem, renderPage, serveAnswers } from '../fixtures/render-page.tsx'
import { sampleConnector, sampleOwned } from '../fixtures/samples.ts'
import { Component } from './all-accounts-page.tsx'

afterEach(() => vi.unstubAllGlobals())

const LIST = 'GET /api/page/all-accounts'
const CONNECTORS = { 'GET /api/page/connectors': { items: [sampleConnector()], broken: [] } }
const ADAS = sampleOwned({ id: 'con_1', owner: 'Ada', uses: 3 })
const rows = () => within(screen.getByRole('list', { name: 'Entries of everybody' })).getAllByRole('listitem')
const choose = async (row: string, entry: string) => {
  await userEvent.click(await screen.findByRole('button', { name: row }))
  await userEvent.click(screen.getByRole('menuitem', { name: entry }))
}

describe('the page of everybody’s entries', () => {
  it('shows what, whose, how it stands and who needs it, and more when asked', async () => {
    const second = sampleOwned({ id: 'log_2', owner: '', service: 'gone', provider: 'Gmail Prod', state: 'failing' })
    let asked = 0
    serveAnswers({
      ...CONNECTORS,
      [LIST]: () => (asked++ === 0 ? { items: [ADAS], next: 'x' } : { items: [second], next: null }),
    })
    renderPage(<Component />, '/all-accounts')
    expect((await screen.findByText('Ada')).closest('li')?.textContent).toMatch(/Windchill.*OK.*3/)
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
    await vi.waitFor(() => expect(rows()).toHaveLength(2))
    expect(rows()[1]?.textContent).toMatch(/gone.*OAuth · Gmail Prod.*Command line or another page.*Failing.*none/)
  })

  it('asks before it suspends, says what became of it, and offers the way back', async () => {
    const sent: unknown[] = []
    serveAnswers({
      ...CONNECTORS,
      [LIST]: { items: [ADAS], next: null },
      'PUT /api/page/all-accounts/con_1/suspension': ({ body }: Asked) => {
        sent.push(body)
        return { ...ADAS, state: (body as { suspended: boolean }).suspended ? 'suspended' : 'ok' }
      },
    })
    renderPage(<Component />, '/all-accounts')
    await choose('More for Windchill of Ada', 'Suspend…')
    const question = screen.getByRole('alertdialog', { name: 'Suspend Windchill of Ada?' })
    await userEvent.click(within(question).getByRole('button', { name: 'Suspend' }))
    await vi.waitFor(() => expect(rows()[0]?.dataset['state']).toBe('suspended'))
    await choose('More for Windchill of Ada', 'Resume')
    await vi.waitFor(() => expect(rows()[0]?.dataset['state']).toBe('ok'))
    expect(sent).toEqual([{ suspended: true }, { suspended: false }])
  })

  it('deletes what nobody needs, and says why it cannot', async () => {
    let used = true
    serveAnswers({
      ...CONNECTORS,
      [LIST]: { items: [ADAS], next: null },
      'DELETE /api/page/all-accounts/con_1': () => (used ? problem(409, 'in_use', '3 workflows still use it.') : null),
    })
    renderPage(<Component />, '/all-accounts')
    await choose('More for Windchill of Ada', 'Delete…')
    const button = within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Delete' })
    await userEvent.click(button)
    expect(await screen.findByText(/3 workflows still use it/)).toBeDefined()
    used = false
    await userEvent.click(button)
    expect(await screen.findByText('Nobody has saved anything yet')).toBeDefined()
  })

  it('keeps search and state in the address, and says when nothing fits', async () => {
    serveAnswers({ ...CONNECTORS, [LIST]: { items: [], next: null } })
    const { router } = renderPage(<Component />, '/all-accounts?state=suspended')
    await userEvent.type(await screen.findByRole('searchbox', { name: /Search owner/ }), 'ada')
    expect(router.state.location.search).toBe('?state=suspended&q=ada')
    expect(await screen.findByText('Nothing fits')).toBeDefined()
  })
})
