import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { problem, renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { sampleAccount } from '../../fixtures/samples.ts'
import { SwitchAccount } from './switch-account.tsx'

afterEach(() => vi.unstubAllGlobals())

const from = sampleAccount()
const OTHERS = [
  sampleAccount({ id: 'con_b', label: 'Windchill_New' }),
  sampleAccount({ id: 'log_c', kind: 'login', label: 'Windchill_Login', typeLabel: 'OAuth · Windchill' }),
  sampleAccount({ id: 'con_d', label: 'Depot_Server1', service: 'depot' }),
]
const SWITCH = `POST /api/page/accounts/${from.id}/switch`

function open(answers: Record<string, unknown>, accounts = [from, ...OTHERS]) {
  const onClose = vi.fn()
  const asked = serveAnswers({
    [`GET /api/page/accounts/${from.id}/uses`]: { items: [{ consumer: 'f', title: 'Nightly sync' }], more: 0 },
    ...answers,
  })
  renderPage(<SwitchAccount account={from} accounts={accounts} onClose={onClose} />)
  return { asked, onClose, user: userEvent.setup() }
}

describe('switching an entry', () => {
  it('offers others of the same service, of every type, and shows what changes', async () => {
    const { user } = open({})
    const select = screen.getByLabelText('Use from now on')
    expect(
      within(select)
        .getAllByRole('option')
        .map(each => each.textContent),
    ).toEqual(['Windchill_New · Basic', 'Windchill_Login · OAuth · Windchill'])
    await user.selectOptions(select, 'log_c')
    const changes = screen.getByRole('region', { name: 'What changes' })
    expect(within(changes).getByText('Windchill_Basic1')).toBeDefined()
    expect(within(changes).getByText('OAuth · Windchill')).toBeDefined()
    expect(await within(changes).findByText('Nightly sync')).toBeDefined()
  })

  it('switches to the one that was chosen', async () => {
    const { asked, onClose, user } = open({ [SWITCH]: { switched: 1 } })
    await user.selectOptions(screen.getByLabelText('Use from now on'), 'log_c')
    await screen.findByText('Nightly sync')
    await user.click(screen.getByRole('button', { name: 'Switch' }))
    await vi.waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ to: 'log_c' })
  })

  it('stays open with the reason when the test of the new one fails', async () => {
    const { onClose, user } = open({ [SWITCH]: problem(422, 'validation_failed', 'Windchill answered 401.') })
    await screen.findByText('Nightly sync')
    await user.click(screen.getByRole('button', { name: 'Switch' }))
    expect(await screen.findByText(/Windchill answered 401/)).toBeDefined()
    expect(onClose).not.toHaveBeenCalled()
  })

  it('says that there is nothing to switch, or nothing to switch to', async () => {
    open({ [`GET /api/page/accounts/${from.id}/uses`]: { items: [], more: 0 } })
    expect(await screen.findByText('No flow uses it, so there is nothing to switch.')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Switch' })).toBeNull()
    open({}, [from])
    expect(screen.getByText(/There is no other connection or login of this service/)).toBeDefined()
  })
})
