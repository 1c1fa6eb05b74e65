import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { problem, renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { sampleAccount } from '../../fixtures/samples.ts'
import { DeleteAccounts } from './delete-accounts.tsx'

afterEach(() => vi.unstubAllGlobals())

const PATH = `DELETE /api/page/accounts/${sampleAccount().id}`

function open(accounts = [sampleAccount()]) {
  const onClose = vi.fn()
  renderPage(<DeleteAccounts accounts={accounts} onClose={onClose} />)
  return { onClose, user: userEvent.setup() }
}

describe('deleting an entry', () => {
  it('names the thing, and the way out has the focus', () => {
    serveAnswers({})
    open()
    expect(screen.getByRole('alertdialog', { name: 'Delete Windchill_Basic1?' })).toBeDefined()
    expect(document.activeElement?.textContent).toBe('Cancel')
  })

  it('names another login of the same account, which the service may end, too', async () => {
    const login = { kind: 'login', providerId: 'prv_a', account: 'mklein' } as const
    const first = sampleAccount({ ...login, id: 'log_a', label: 'Depot1' })
    const items = [first, sampleAccount({ ...login, id: 'log_b', label: 'Depot2' })]
    serveAnswers({ 'GET /api/page/accounts': { items, next: null } })
    open([first])
    expect(await screen.findByText(/Depot2 signs in with the same account/)).toBeDefined()
  })

  it('deletes the version that was seen', async () => {
    const asked = serveAnswers({ [PATH]: new Response(null, { status: 204 }) })
    const { onClose, user } = open()
    await user.click(screen.getByRole('button', { name: 'Delete' }))
    expect(asked.find(({ method }) => method === 'DELETE')?.headers['If-Match']).toBe('"3"')
    await vi.waitFor(() => expect(onClose).toHaveBeenCalled())
  })

  it('names several, and stops at the first that is refused', async () => {
    const second = sampleAccount({ id: 'con_b', label: 'Depot_Server1' })
    const asked = serveAnswers({
      [PATH]: new Response(null, { status: 204 }),
      'DELETE /api/page/accounts/con_b': problem(409, 'in_use', 'Depot_Server1 is used by 3 flows.'),
    })
    const { onClose, user } = open([sampleAccount(), second])
    expect(screen.getByRole('alertdialog', { name: 'Delete 2 entries?' }).textContent).toContain('Depot_Server1')
    await user.click(screen.getByRole('button', { name: 'Delete' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Depot_Server1 is used by 3 flows.')
    expect(asked.filter(({ method }) => method === 'DELETE')).toHaveLength(2)
    expect(onClose).not.toHaveBeenCalled()
  })

  it('offers nothing to press while flows use it, and names them', async () => {
    const uses = { items: [{ consumer: 'flow-1', title: 'Nightly sync' }], more: 1 }
    serveAnswers({ [`GET /api/page/accounts/${sampleAccount().id}/uses`]: uses })
    open()
    expect(await screen.findByText('2 flows use it')).toBeDefined()
    expect(await screen.findByText('Nightly sync')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Delete' }).hasAttribute('disabled')).toBe(true)
  })

  it('says in the window why nothing was deleted', async () => {
    serveAnswers({ [PATH]: problem(409, 'in_use', 'Windchill_Basic1 is used by 3 flows. Nothing was deleted.') })
    const { onClose, user } = open()
    await user.click(screen.getByRole('button', { name: 'Delete' }))
    expect((await screen.findByRole('alert')).textContent).toContain('used by 3 flows. Nothing was deleted.')
    expect(onClose).not.toHaveBeenCalled()
  })
})
