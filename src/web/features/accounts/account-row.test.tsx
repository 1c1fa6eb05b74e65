import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { Account } from '#shared/contract/accounts.ts'
import { sampleAccount } from '../../fixtures/samples.ts'
import { AccountRow } from './account-row.tsx'
import type { TestRun } from './use-account-tests.ts'

function show(account: Account, run?: TestRun) {
  const actions = { select: vi.fn(), test: vi.fn(), reconnect: vi.fn(), open: vi.fn() }
  render(
    <ul>
      <AccountRow account={account} place={2} of={30} run={run} selected={false} actions={actions} />
    </ul>,
  )
  return { actions, user: userEvent.setup() }
}

describe('a row of the list', () => {
  it.each([
    ['ok', 'OK'],
    ['not tested', 'Not tested'],
    ['failing', 'Failing'],
    ['needs reconnect', 'Needs reconnect'],
    ['unreadable', 'Cannot be read'],
  ] as const)('says the state %s in a word, with its message', (state, word) => {
    show(sampleAccount({ state, message: 'What the test said.' }))
    expect(screen.getByText(word)).toBeDefined()
    expect(screen.getByText('What the test said.')).toBeDefined()
  })

  it('says since when an entry fails, for as long as it does', () => {
    show(sampleAccount({ state: 'failing', stateSince: '2025-03-04T12:00:00.000Z' }))
    expect(screen.getByText('Failing since Mar 4, 2025').getAttribute('datetime')).toBe('2025-03-04T12:00:00.000Z')
    show(sampleAccount({ state: 'ok', stateSince: '2025-03-04T12:00:00.000Z' }))
    expect(screen.getByText('OK')).toBeDefined()
  })

  it('offers Test for what can be tested', async () => {
    const { actions, user } = show(sampleAccount({ state: 'failing' }))
    await user.click(screen.getByRole('button', { name: 'Test Windchill_Basic1' }))
    expect(actions.test).toHaveBeenCalledOnce()
  })

  it('offers Reconnect for a login that needs it', async () => {
    const { actions, user } = show(sampleAccount({ kind: 'login', state: 'needs reconnect' }))
    await user.click(screen.getByRole('button', { name: 'Reconnect Windchill_Basic1' }))
    expect(actions.reconnect).toHaveBeenCalledOnce()
  })

  it.each(['unreadable', 'needs reconnect'] as const)('offers Enter again for a connection that is %s', async state => {
    const { actions, user } = show(sampleAccount({ state }))
    await user.click(screen.getByRole('button', { name: 'Enter again Windchill_Basic1' }))
    expect(actions.open).toHaveBeenCalledWith('edit', expect.objectContaining({ label: 'Windchill_Basic1' }))
  })

  it('offers nothing where there is no check, and says whose account a login is', () => {
    show(sampleAccount({ kind: 'login', testable: false, account: 'wc-flow' }))
    expect(screen.queryByRole('button', { name: /^Test/ })).toBeNull()
    expect(screen.getByText('Signed in as wc-flow')).toBeDefined()
  })

  it('does not repeat what the state says, and says why an entry cannot be read', () => {
    show(sampleAccount({ state: 'failing', message: 'Connection could not be validated: It answered 401.' }))
    expect(screen.getByText('It answered 401.')).toBeDefined()
    show(sampleAccount({ state: 'unreadable' }))
    expect(screen.getByText('What was stored does not open with the keys this server has.')).toBeDefined()
  })

  it('says that a test was good', () => {
    show(sampleAccount(), { ok: true, message: 'Connection validated successfully', milliseconds: 3 })
    expect(screen.getByText('Connection validated successfully')).toBeDefined()
  })

  it('is busy while it is tested and takes no second press', async () => {
    const { actions, user } = show(sampleAccount(), 'running')
    const button = screen.getByRole('button', { name: 'Testing Windchill_Basic1' })
    expect(button.getAttribute('aria-busy')).toBe('true')
    await user.click(button)
    expect(actions.test).not.toHaveBeenCalled()
  })
})
