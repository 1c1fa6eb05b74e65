import { screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { sampleAccount, sampleSession } from '../../fixtures/samples.ts'
import { AccountDetails } from './account-details.tsx'

afterEach(() => vi.unstubAllGlobals())

const { id } = sampleAccount()

describe('about an entry', () => {
  it('says whose it is, who uses it and what was done with it', async () => {
    serveAnswers({
      [`GET /api/page/accounts/${id}/uses`]: { items: [], more: 0 },
      [`GET /api/page/accounts/${id}/record`]: {
        items: [
          {
            at: '2026-11-02T09:00:00.000Z',
            action: 'credential-released',
            actor: 'nightly',
            reason: 'flow-1',
            count: 3,
          },
          { at: '2026-11-01T09:00:00.000Z', action: 'connection-saved', actor: 'you', count: 1 },
          { at: '2026-11-01T08:00:00.000Z', action: 'something-new', actor: 'you', count: 1 },
        ],
      },
    })
    renderPage(<AccountDetails account={sampleAccount({ shared: true })} onClose={vi.fn()} />)
    expect(await screen.findByText('No flow has said that it uses this entry.')).toBeDefined()
    const rows = within(await screen.findByRole('table')).getAllByRole('row')
    expect(
      rows.slice(1).map(row =>
        within(row)
          .getAllByRole('cell')
          .slice(1)
          .map(cell => cell.textContent),
      ),
    ).toEqual([
      ['Credential fetched 3 times flow-1', 'nightly'],
      ['Connection saved', 'You'],
      ['something-new', 'You'],
    ])
    expect(screen.getByText('everybody in this workspace')).toBeDefined()
  })

  it('names the owner of one that somebody else shares, and asks for nothing that only the owner sees', async () => {
    const asked = serveAnswers({})
    const session = sampleSession({ mode: 'team' })
    renderPage(
      <AccountDetails account={sampleAccount({ shared: true, sharedBy: 'Jo Reyes' })} onClose={vi.fn()} />,
      '/',
      session,
    )
    expect(screen.getByText('Owner').nextElementSibling?.textContent).toBe('Jo Reyes')
    expect(screen.queryByText('Used by')).toBeNull()
    expect(asked).toEqual([])
  })

  it('says nothing of owners where there is one person', () => {
    serveAnswers({})
    renderPage(<AccountDetails account={sampleAccount()} onClose={vi.fn()} />)
    expect(screen.queryByText('Owner')).toBeNull()
  })
})
