import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { sampleAccount } from '../../fixtures/samples.ts'
import { ShareAccount } from './share-account.tsx'

afterEach(() => vi.unstubAllGlobals())

const { id } = sampleAccount()
const SHARING = `PUT /api/page/accounts/${id}/sharing`
const USES = { items: [{ consumer: 'flow-1', title: 'Nightly sync', owner: 'purchasing' }], more: 2 }

function open(shared: boolean) {
  const onClose = vi.fn()
  const asked = serveAnswers({
    [SHARING]: sampleAccount({ shared: !shared }),
    [`GET /api/page/accounts/${id}/uses`]: USES,
  })
  renderPage(<ShareAccount account={sampleAccount({ shared })} onClose={onClose} />)
  return { asked, onClose, user: userEvent.setup() }
}

describe('sharing an entry', () => {
  it('says what others may do with it, then shares', async () => {
    const { asked, onClose, user } = open(false)
    const window = screen.getByRole('alertdialog', { name: 'Share Windchill_Basic1?' })
    expect(window.textContent).toContain('Nobody else can see its values')
    await user.click(screen.getByRole('button', { name: 'Share' }))
    await vi.waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ shared: true })
  })

  it('names the flows that would fail before it is taken back', async () => {
    const { asked, user } = open(true)
    expect(await screen.findByText('Nightly sync')).toBeDefined()
    expect(screen.getByText('of purchasing')).toBeDefined()
    expect(screen.getByText('and 2 more')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Stop sharing' }))
    await vi.waitFor(() => expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ shared: false }))
  })
})
